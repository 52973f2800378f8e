import type { MeetingTypePage } from '@rendez/contract'
import { localDate } from '@rendez/core'
import { monthOfDate } from '../../lib/month.ts'
import type { MeetingTypePageModel } from '../page-model.ts'
import { askedMonth, openMonth } from './open-month.ts'
import type { Visit } from './read-visit.ts'
import type { SlotSource } from './slot-source.ts'

/**
 * The booking page of a meeting type, opened where the address says or, when it says nothing, on
 * the first month with a time. `now` is in epoch milliseconds.
 */
export async function openMeetingType(opening: {
  visit: Visit
  meetingType: MeetingTypePage
  now: number
  idempotencyKey: string
  source: SlotSource
}): Promise<MeetingTypePageModel> {
  const { visit, meetingType, now, idempotencyKey, source } = opening
  const { view, draft } = visit
  const asked = askedMonth(visit)
  const month = asked ?? (await firstMonth(source, now, view.timeZone))
  return {
    ...(await openMonth(source, visit, month)),
    page: 'meeting-type',
    view,
    now,
    meetingType,
    opensOnFirst: asked === null,
    draft,
    draftFrom: 'address',
    idempotencyKey,
    outcome: null,
  }
}

async function firstMonth(source: SlotSource, now: number, timeZone: string): Promise<string> {
  const first = await source.findNextStart(now)
  return monthOfDate(localDate(first ?? now, timeZone))
}
