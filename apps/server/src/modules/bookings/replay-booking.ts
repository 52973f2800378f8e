import { type Booking, DomainError } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { type BookingRecord, type BookingRow, findBooking } from './bookings.repository.ts'
import { presentBooking } from './present-booking.ts'

/** What an answer showed beside the booking itself, kept so that a replay says the same. */
export type Shown = Pick<BookingRecord, 'host' | 'meetingType'> & {
  /** When it was answered, in epoch milliseconds. */
  at: number
}

export type Replayed = { outcome: 'replayed'; shown: Shown | null } & BookingRow

export function shownWith(record: Shown | BookingRecord, at: number): Shown {
  const { host, meetingType } = record
  const { slug, color, deleted } = meetingType
  return { host, meetingType: { slug, color, deleted }, at }
}

/** The answer as it was given first, whatever became of the booking and of its host since. */
export async function replayBooking(
  database: Pick<Database, 'sql'>,
  replayed: Replayed,
): Promise<Booking> {
  const shown = replayed.shown ?? (await showAsNow(database, replayed))
  return presentBooking({ ...replayed, ...shown }, shown.at)
}

// A key of a release that kept the booking alone.
async function showAsNow(database: Pick<Database, 'sql'>, replayed: Replayed): Promise<Shown> {
  const record = await findBooking(database, replayed.id)
  if (record === undefined) throw new DomainError('NOT_FOUND')
  return shownWith(record, replayed.updatedAt.getTime())
}
