import type { Booking } from '@rendez/contract'
import { localDate } from '@rendez/core'
import { monthOfDate } from '../../lib/month.ts'
import type { MoveOpening } from '../page-model.ts'
import { askedMonth, openMonth } from './open-month.ts'
import type { Visit } from './read-visit.ts'
import type { SlotSource } from './slot-source.ts'

/**
 * The slots that a booking may move to, opened where the visitor asks or in its own month.
 *
 * @param isFinal whether an error of the source means that no slots will come, however often one asks
 */
export async function openMove(
  source: SlotSource,
  visit: Visit,
  booking: Pick<Booking, 'startTime'>,
  isFinal: (error: unknown) => boolean,
): Promise<MoveOpening> {
  const month = askedMonth(visit) ?? monthOf(booking, visit.view.timeZone)
  try {
    return await openMonth(source, visit, month)
  } catch (error) {
    if (!isFinal(error)) throw error
    return { month, slots: null, date: null, start: null, goneStart: null }
  }
}

/** The month of a booking in a zone, 'YYYY-MM'. */
export function monthOf({ startTime }: Pick<Booking, 'startTime'>, timeZone: string): string {
  return monthOfDate(localDate(Date.parse(startTime), timeZone))
}
