import { pino } from 'pino'
import { createInProcessBus } from '../adapters/message-bus/in-process-bus.ts'
import { connectDatabase } from '../db/client.ts'
import { createTestDatabase } from '../db/test-database.ts'
import type { EventHandler } from '../ports/message-bus.ts'
import { appendEvent } from './append-event.ts'
import type { DomainEvent } from './domain-event.ts'
import { createOutboxRelay, type OutboxRelay } from './relay-outbox.ts'

type RelaySettings = Partial<Parameters<typeof createOutboxRelay>[0]>

export type OutboxKit = Awaited<ReturnType<typeof createOutboxKit>>

/** Milliseconds to wait for a condition, on a machine that is busy with other tests. */
export const patience = 10_000

/** An outbox on a real database, and relays on it. */
export async function createOutboxKit() {
  const testDatabase = await createTestDatabase()
  const database = connectDatabase(testDatabase.url)
  let relays: OutboxRelay[] = []
  const stopRelays = async () => {
    await Promise.all(relays.map((relay) => relay.stop()))
    relays = []
  }
  return {
    database,
    url: testDatabase.url,
    /** Retries at once, and looks only when it is told to. */
    startRelay: (handler: EventHandler, settings: RelaySettings = {}): OutboxRelay => {
      const bus = createInProcessBus()
      bus.subscribe('test', handler)
      const log = pino({ level: 'silent' })
      const options = { database, bus, log, pollSeconds: 3_600, delayAfter: () => 0, ...settings }
      const relay = createOutboxRelay(options)
      relays.push(relay)
      return relay
    },
    /** One event for each subject, in order; its version is its place. */
    append: async (...subjects: string[]): Promise<void> => {
      for (const [version, subject] of subjects.entries()) {
        await database.drizzle.transaction((transaction) =>
          appendEvent(transaction, {
            kind: 'booking.confirmed',
            subject,
            payload: { bookingId: subject, hostId: 'host', version },
          }),
        )
      }
    },
    /** The database, which refuses so many of the statements with this text. */
    refuse: (text: string, times: number) => {
      let refusals = 0
      const sql = new Proxy(database.sql, {
        apply: (target, self, [parts, ...values]) => {
          if (refusals === times || !String(parts).includes(text)) {
            return Reflect.apply(target, self, [parts, ...values])
          }
          refusals += 1
          return Promise.reject(new Error('away'))
        },
      })
      return { sql, countRefusals: () => refusals }
    },
    countRows: async (): Promise<number> => (await database.sql`select from outbox`).length,
    async reset() {
      await stopRelays()
      await database.sql`delete from outbox`
    },
    async close() {
      await stopRelays()
      await database.close()
      await testDatabase.drop()
    },
  }
}

/** `a0`: the first event that was appended, of subject a. */
export function nameOf({ subject, payload }: DomainEvent): string {
  return 'version' in payload ? `${subject}${payload.version}` : subject
}
