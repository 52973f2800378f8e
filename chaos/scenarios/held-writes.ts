import { setTimeout as delay } from 'node:timers/promises'
import type { Intent } from '../history/operation.ts'
import type { World } from '../world/open-world.ts'
import { expectThat, type Scenario, type Stage } from './scenario.ts'
import { waitFor } from './wait-for.ts'

// The last message of a query: until PostgreSQL has it, what was executed is not committed.
const SYNC = Buffer.from([0x53, 0, 0, 0, 4])
const STOPPED_MS = 30_000
// Until another guest has the time that a killed server wanted.
const AT_ONCE_MS = 2_000

/** A server that is lost, or stopped, at one moment of one booking. */
export const heldWrites = {
  'killed-before-the-write': {
    promise:
      'a server killed before the booking reaches PostgreSQL has booked nothing, and the time is free at once',
    play: async (stage) => {
      const intent = stage.newBooking()
      const asked = await hold(stage, intent, (isQuery, chunk) => (isQuery ? 0 : chunk.length))
      expectThat(!(await hasOpenWrite(stage.world)), 'PostgreSQL knows nothing of it')
      await killAndRivalBooks(stage, intent, asked)
    },
  },
  'killed-inside-the-transaction': {
    promise: 'a server killed before the commit has booked nothing, and the time is free at once',
    play: async (stage) => {
      const { world } = stage
      const intent = stage.newBooking()
      const asked = await hold(stage, intent, withholdSync)
      await waitFor('the claim is made', () => hasOpenWrite(world))
      await killAndRivalBooks(stage, intent, asked)
    },
  },
  'killed-after-the-commit': {
    promise:
      'a server killed between commit and answer has booked, and whoever asks again is told so',
    play: async (stage) => {
      const intent = stage.newBooking()
      const asked = holdAnswer(stage, intent)
      await waitFor(
        'the booking is there',
        async () => (await findBookings(stage, intent)).length > 0,
      )
      await killAndRepeat(stage, intent, asked)
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
        await bookAround(stage, intent)
        expectThat(await hasOpenWrite(world), 'the transaction is open to the last')
        first.resume()
      })
      first.lines.postgres.tap(null)
      await asked.answer
      expectThat((await stage.pursue(second, intent)).result === 'done', 'the booking stands')
      expectThat((await findBookings(stage, intent)).length === 1, 'it stands once')
      await expectTaken(stage, rivalOf(stage, intent))
      expectThat((await countClaims(stage, intent)) === 1, 'one booking has the time')
    },
  },
} satisfies Record<string, Scenario>

type Asked = { answer: ReturnType<Stage['ask']> }

/** Lets through of what the server sends what `through` says, from this booking's query on. */
async function hold(
  { first, ask }: Stage,
  intent: Intent,
  through: (isQuery: boolean, chunk: Buffer) => number,
): Promise<Asked> {
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

function holdAnswer({ first, ask }: Stage, intent: Intent): Asked {
  let held: number | undefined
  first.lines.postgres.tap((direction, chunk, connection) => {
    if (direction === 'sent' && chunk.includes(intent.inviteeEmail ?? '')) held = connection
    return direction === 'answered' && connection === held ? 0 : chunk.length
  })
  return { answer: ask(first, intent) }
}

/** Nothing is left of a booking that was not committed: somebody else gets the time. */
async function killAndRivalBooks(stage: Stage, intent: Intent, asked: Asked): Promise<void> {
  const { world, first, second } = stage
  const rival = rivalOf(stage, intent)
  await stage.disturb('killed', first.name, async () => {
    const killedAt = world.now()
    await kill(stage, asked)
    expectThat((await findBookings(stage, intent)).length === 0, 'it has booked nothing')
    expectThat((await countClaims(stage, intent)) === 0, 'nobody has the time')
    const booked = await stage.pursue(second, rival)
    expectThat(booked.result === 'done', 'another guest gets the time')
    const spent = Math.round(world.now() - killedAt)
    expectThat(spent < AT_ONCE_MS, `another guest has the time at once, not after ${spent} ms`)
    await expectTaken(stage, intent)
  })
  expectThat((await findBookings(stage, intent)).length === 0, 'nothing of it comes later')
  expectThat((await findBookings(stage, rival)).length === 1, "the other guest's booking stands")
  await first.start()
}

/** The same request to the other server is answered with what was booked, and has booked nothing else. */
async function killAndRepeat(stage: Stage, intent: Intent, asked: Asked): Promise<void> {
  const { first, second } = stage
  const [bookingId] = await findBookings(stage, intent)
  await stage.disturb('killed', first.name, async () => {
    await kill(stage, asked)
    const repeated = await stage.pursue(second, intent)
    const isTold = repeated.result === 'done' && repeated.answer.bookingId === bookingId
    expectThat(isTold, 'whoever asks again is told of the booking')
    await expectTaken(stage, rivalOf(stage, intent))
  })
  expectThat((await findBookings(stage, intent)).length === 1, 'there is one booking')
  await first.start()
}

/** At this moment: what is held back dies with it, and its client hears nothing. */
async function kill({ first }: Stage, { answer }: Asked): Promise<void> {
  const { postgres } = first.lines
  first.kill()
  expectThat((await answer) === 'unknown', 'its client hears nothing')
  // Before the tap is taken off, which would carry it to PostgreSQL.
  postgres.cut()
  postgres.tap(null)
}

/** While a server stands still others want its time, and other times of the same host. */
async function bookAround(stage: Stage, intent: Intent): Promise<void> {
  const { world, second } = stage
  const until = world.now() + STOPPED_MS
  while (world.now() < until) {
    const result = await stage.ask(second, rivalOf(stage, intent))
    expectThat(result === 'unknown' || result.result !== 'done', 'nobody else gets the time')
    const other = await stage.pursue(second, stage.newBooking())
    expectThat(other.result === 'done', 'other times of the host are booked meanwhile')
    await delay(500)
  }
}

/** Another guest who wants the same time of the same host. */
function rivalOf({ newBooking }: Stage, { startTime = 0 }: Intent): Intent {
  return { ...newBooking(), startTime }
}

async function expectTaken({ pursue, second }: Stage, intent: Intent): Promise<void> {
  const result = await pursue(second, intent)
  const isTaken = result.result === 'refused' && result.code === 'SLOT_UNAVAILABLE'
  expectThat(isTaken, `${intent.inviteeName} is told that the time is taken`)
}

/** The ids of what this guest has booked. */
async function findBookings({ world }: Stage, { inviteeEmail = '' }: Intent): Promise<string[]> {
  const rows = await world.sql<{ id: string }[]>`
    select id from bookings where invitee_email = ${inviteeEmail}`
  return rows.map(({ id }) => id)
}

/** Whoever has this time of the host. */
async function countClaims({ world }: Stage, { hostId, startTime = 0 }: Intent): Promise<number> {
  const rows = await world.sql`
    select from claims
    where host_id = ${hostId} and during @> ${new Date(startTime)}::timestamptz`
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
