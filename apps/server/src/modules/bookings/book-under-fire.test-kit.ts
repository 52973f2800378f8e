import { setTimeout as delay } from 'node:timers/promises'
import { DomainError } from '@rendez/contract'
import { sql } from 'drizzle-orm'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { createInProcessStore } from '../../adapters/key-value-store/in-process-store.ts'
import { connectDatabase } from '../../db/client.ts'
import { createAvailabilityModule } from '../availability/availability.module.ts'
import { uncached } from '../availability/uncached.test-kit.ts'
import { createBookingsModule } from './bookings.module.ts'
import { bookingRequest, secret } from './bookings.test-kit.ts'

// A server without its HTTP: run as a process of its own, it books every slot that it is told to
// and runs transactions of several statements meanwhile, as a client that retries would see it.
// Its last line tells what it acknowledged; a process that dies never writes it.

export type FireReport = {
  /** Ids of bookings, one for each start that was asked for. */
  booked: string[]
  /** Numbers that a transaction wrote into both ledgers and committed, as far as it knows. */
  committed: number[]
  /** Calls that were refused and made again. */
  retried: number
}

const [url = '', meetingTypeId = '', count = '0'] = process.argv.slice(2)
const database = connectDatabase(url, { max: 5 })
const clock = { now: () => Date.parse('2027-02-01T08:00:00Z') }
const bookings = createBookingsModule({
  database,
  clock,
  secret,
  publicUrl: 'http://localhost:3000',
  availability: createAvailabilityModule({ database, clock }),
  ...uncached(database),
  nudgeRelay: () => {},
  store: createInProcessStore({ clock: systemClock }),
})
const report: FireReport = { booked: [], committed: [], retried: 0 }
let finished = false

async function book(n: number): Promise<void> {
  const startTime = new Date(Date.parse('2027-03-01T00:00:00Z') + n * 1_800_000).toISOString()
  const request = bookingRequest(meetingTypeId, startTime, {
    inviteeEmail: `guest-${n}@example.com`,
  })
  for (;;) {
    try {
      // Half of them send a key, the other half rely on the derived one.
      const booking = await bookings.create(request, n % 2 === 0 ? `key ${n}` : null)
      report.booked.push(booking.id)
      return
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'SERVICE_UNAVAILABLE') throw error
      report.retried += 1
    }
  }
}

async function writeBothLedgers(n: number): Promise<void> {
  try {
    await database.drizzle.transaction(async (tx) => {
      await tx.execute(sql`insert into first_ledger values (${n})`)
      await delay(1)
      await tx.execute(sql`insert into second_ledger values (${n})`)
    })
    report.committed.push(n)
  } catch {
    report.retried += 1
  }
}

async function work(numbers: Iterator<number>): Promise<void> {
  for (let next = numbers.next(); !next.done; next = numbers.next()) await book(next.value)
}

async function keepTransacting(worker: number): Promise<void> {
  for (let n = worker; !finished; n += 4) await writeBothLedgers(n)
}

const numbers = Array.from({ length: Number(count) }, (_, n) => n).values()
const transacting = [0, 1, 2, 3].map(keepTransacting)
await Promise.all(Array.from({ length: 12 }, () => work(numbers)))
finished = true
await Promise.all(transacting)
await database.close()
process.stdout.write(`${JSON.stringify(report)}\n`)
