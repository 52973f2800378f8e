import { randomUUID } from 'node:crypto'
import type { MeetingTypePage } from '@rendez/contract'
import type { MeetingTypePageModel } from '@rendez/web/page-model'
import type { GuestRequest } from '@rendez/web/render-page'
import type { Services } from '../../modules.ts'
import type { Clock } from '../../ports/clock.ts'
import type { GuestBundle } from './guest-bundle.ts'
import { serviceSlotSource } from './service-slot-source.ts'

/** The page of a meeting type with its slots, opened where the request's address says. */
export function meetingTypePage(
  { services, clock }: { services: Services; clock: Clock },
  { openMeetingType, readVisit }: GuestBundle,
  request: GuestRequest,
  meetingType: MeetingTypePage,
): Promise<MeetingTypePageModel> {
  return openMeetingType({
    visit: readVisit(request, meetingType.host.timeZone),
    meetingType,
    now: clock.now(),
    idempotencyKey: randomUUID(),
    source: serviceSlotSource(services.availability, meetingType.id),
  })
}
