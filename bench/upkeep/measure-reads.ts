import type { Database } from '../../apps/server/src/db/client.ts'
import { findSchedulingRow } from '../../apps/server/src/modules/availability/scheduling.repository.ts'
import {
  type BookingPage,
  findBooking,
  listBookingRecords,
} from '../../apps/server/src/modules/bookings/bookings.repository.ts'
import { hostId, meetingTypeId } from '../database/seeded-ids.ts'
import { quantilesOf } from '../quantiles-of.ts'

/** Milliseconds by what was done. */
export type Times = Map<string, number>

const DAY = 86_400_000
const CALLS = 200
const STRIDE = 37

/** The middle of many calls, each for another host: lists, one booking, what a page of slots reads. */
export async function measureReads(database: Database, hosts: number): Promise<Times> {
  const now = Date.now()
  const page = (host: number, changes: Partial<BookingPage>): BookingPage => ({
    ...{ hostId: hostId(host), show: 'upcoming', search: '', now: new Date(now), after: null },
    limit: 21,
    ...changes,
  })
  const list = (changes: Partial<BookingPage>) => (host: number) =>
    listBookingRecords(database, page(host, changes))
  const slots = (days: number) => (host: number) =>
    findSchedulingRow(database, {
      meetingTypeId: meetingTypeId(host),
      range: { start: now, end: now + days * DAY },
      exceptBookingId: undefined,
    })
  const ids = await database.sql<{ id: string }[]>`select id from bookings limit ${CALLS}`
  const reads: [title: string, read: (host: number, call: number) => Promise<unknown>][] = [
    ['list, upcoming', list({})],
    ['list, past', list({ show: 'past' })],
    ['list, cancelled', list({ show: 'cancelled' })],
    ['list, past, search that finds nothing', list({ show: 'past', search: 'nobody' })],
    ['one booking by its id', (_, call) => findBooking(database, ids[call]?.id ?? '')],
    ['what decides about one start', slots(1 / DAY)],
    ['what decides about a month of slots', slots(31)],
  ]
  const times: Times = new Map()
  for (const [title, read] of reads) {
    times.set(title, await middle((call) => read((call * STRIDE) % hosts, call)))
  }
  return times
}

async function middle(read: (call: number) => Promise<unknown>): Promise<number> {
  const milliseconds: number[] = []
  for (let call = 0; call < CALLS; call += 1) {
    const start = performance.now()
    await read(call)
    milliseconds.push(performance.now() - start)
  }
  return quantilesOf(milliseconds).p50
}
