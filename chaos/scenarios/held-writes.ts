import { setTimeout as delay } from 'node:timers/promises'
import type { Intent } from '../history/operation.ts'
import type { World } from '../world/open-world.ts'
import { expectThat, type Scenario, type Stage } from './scenario.ts'
import { waitFor } from './wait-for.ts'

// The last message of a query: until PostgreSQL has it, what was executed is not committed.
const SYNC = Buffer.from([0x53, 0, 0, 0, 4])
const STOPPED_MS = 30_000

/** A server that is lost, or stopped, at one moment of one booking. */
export const heldWrites = {
  'killed-before-the-write': {
    promise: 'a server killed before the booking reaches PostgreSQL has booked nothing',
    play: async (stage) => {
      const { first } = stage
      const intent = stage.newBooking()
      const asked = await hold(stage, intent, (isQuery, chunk) => (isQuery ? 0 : chunk.length))
      expectThat((await countRows(stage, intent)) === 0, 'nothing is booked yet')
      await killAndRepeat(stage, intent, asked)
      await first.start()
    },
  },
  'killed-inside-the-transaction': {
    promise: 'a server killed before the commit has booked nothing, and the time is free at once',
    play: async (stage) => {
      const { first, world } = stage
      const intent = stage.newBooking()
      const asked = await hold(stage, intent, withholdSync)
      await waitFor('the claim is made', () => hasOpenWrite(world))
      expectThat((await countRows(stage, intent)) === 0, 'nothing is committed yet')
      await killAndRepeat(stage, intent, asked)
      await first.start()
    },
  },
  'killed-after-the-commit': {
    promise:
      'a server killed between commit and answer has booked, and whoever asks again is told so',
    play: async (stage) => {
      const { first } = stage
      const intent = stage.newBooking()
      const asked = await holdAnswer(stage, intent)
      await waitFor('the booking is there', async () => (await countRows(stage, intent)) === 1)
      await killAndRepeat(stage, intent, asked)
      await first.start()
    },
  },
  'stopped-with-a-claim': {
    promise:
      'a server that stands still for 30 s inside a transaction keeps the time, and no other',
    play: async (stage) => {
      const { world, first, second } = stage
      const intent = stage.newBooking()
      const asked = await hold(stage, intent, withholdSync)
      await waitFor('the claim is made', () => hasOpenWrite(world))
      await stage.disturb('stopped', first.name, async () => {
        first.pause()
        const until = world.now() + STOPPED_MS
        while (world.now() < until) {
          const rival = { ...stage.newBooking(), startTime: intent.startTime ?? 0 }
          const result = await stage.ask(second, rival)
          expectThat(result === 'unknown' || result.result !== 'done', 'nobody else gets the time')
          const other = await stage.pursue(second, stage.newBooking())
          expectThat(other.result === 'done', 'other times of the host are booked meanwhile')
          await delay(500)
        }
        first.resume()
      })
      first.lines.postgres.tap(null)
      await asked
      expectThat((await stage.pursue(second, intent)).result === 'done', 'the booking stands')
      expectThat((await countRows(stage, intent)) === 1, 'it stands once')
    },
  },
} satisfies Record<string, Scenario>

type Asked = ReturnType<Stage['ask']>

/** Lets through of what the server sends what `through` says, from this booking's query on. */
async function hold(
  { first, ask }: Stage,
  intent: Intent,
  through: (isQuery: boolean, chunk: Buffer) => number,
): Promise<{ answer: Asked }> {
  const { promise, resolve } = Promise.withResolvers<void>()
  first.lines.postgres.tap((direction, chunk) => {
    const isQuery = direction === 'sent' && chunk.includes(intent.inviteeEmail ?? '')
    if (isQuery) resolve()
    return through(isQuery, chunk)
  })
  const answer = ask(first, intent)
  await promise
  return { answer }
}

function withholdSync(isQuery: boolean, chunk: Buffer): number {
  const endsHere = chunk.subarray(-SYNC.length).equals(SYNC)
  return isQuery && endsHere ? chunk.length - SYNC.length : chunk.length
}

async function holdAnswer({ first, ask }: Stage, intent: Intent): Promise<{ answer: Asked }> {
  let held: number | undefined
  first.lines.postgres.tap((direction, chunk, connection) => {
    if (direction === 'sent' && chunk.includes(intent.inviteeEmail ?? '')) held = connection
    return direction === 'answered' && connection === held ? 0 : chunk.length
  })
  return { answer: ask(first, intent) }
}

/** The same request to the other server is answered, and has made one booking. */
async function killAndRepeat(stage: Stage, intent: Intent, { answer }: { answer: Asked }) {
  const { first, second } = stage
  await stage.disturb('killed', first.name, async () => {
    first.kill()
    await answer
    first.lines.postgres.tap(null)
    const repeated = await stage.pursue(second, intent)
    expectThat(repeated.result === 'done', 'whoever asks again is answered')
  })
  expectThat((await countRows(stage, intent)) === 1, 'there is one booking')
}

async function countRows({ world }: Pick<Stage, 'world'>, intent: Intent): Promise<number> {
  const rows = await world.sql`
    select from bookings where invitee_email = ${intent.inviteeEmail ?? ''}`
  return rows.length
}

/** Whether a process of the product has written something that is not committed. */
async function hasOpenWrite({ sql }: World): Promise<boolean> {
  const rows = await sql`
    select from pg_stat_activity
    where application_name like 'rendez %' and backend_xid is not null
      and query like '%create_booking%'`
  return rows.length > 0
}
