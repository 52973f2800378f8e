import { setTimeout as delay } from 'node:timers/promises'
import { describeRequest } from '../clients/describe-request.ts'
import type { Intent } from '../history/operation.ts'
import { countDone } from './count-done.ts'
import { expectThat, type Scenario, type Stage } from './scenario.ts'
import { waitFor } from './wait-for.ts'
import { withClients } from './with-clients.ts'

// A query has 15 s, and is tried twice.
const FAILS_WITHIN_MS = 35_000
// Longer, so that a server that never answers is told from one that is late.
const PATIENCE_MS = 45_000
const READINESS_MS = 1_500
const NOT_KEPT_WAITING_MS = 2_000

export const halfOpen = {
  'half-open-connections': {
    promise:
      'a server whose lines carry nothing fails in time, and the others are not kept waiting',
    play: (stage) => withClients(stage, () => stallLines(stage)),
  },
} satisfies Record<string, Scenario>

async function stallLines(stage: Stage): Promise<void> {
  const { first, world } = stage
  const lines = Object.values(first.lines)
  await delay(2_000)
  const intent = stage.newBooking()
  await stage.disturb('half-open', first.name, async () => {
    for (const line of lines) await line.setMode('stall')
    try {
      await expectAllToFail(stage, intent)
    } finally {
      for (const line of lines) {
        await line.setMode('carry')
        line.cut()
      }
    }
    const since = world.now()
    await waitFor('the server is back', () => countDone(stage, { server: first.name, since }) > 0)
  })
  const repeated = await stage.pursue(first, intent)
  expectThat(repeated.result === 'done', 'what failed is booked when it is asked for again')
}

async function expectAllToFail(stage: Stage, intent: Intent): Promise<void> {
  await expectRefusal(stage, { path: '/health/ready' }, READINESS_MS)
  const reads = (['check', 'slots'] as const).map(
    (action): Intent => ({ ...stage.newBooking(), action, key: null }),
  )
  const failing = [intent, ...reads].map((one) => expectFailure(stage, one))
  await bookMeanwhile(stage, Promise.allSettled(failing))
  await Promise.all(failing)
}

/** The other server serves until this is over. */
async function bookMeanwhile(stage: Stage, work: Promise<unknown>): Promise<void> {
  const { world, second } = stage
  let isOver = false
  const over = work.then(() => {
    isOver = true
  })
  try {
    while (!isOver) {
      const begun = world.now()
      const { result } = await stage.pursue(second, stage.newBooking())
      expectThat(result === 'done', 'the other server books')
      const spent = Math.round(world.now() - begun)
      expectThat(spent < NOT_KEPT_WAITING_MS, `the other server books in ${spent} ms`)
      await delay(250)
    }
  } finally {
    await over
  }
}

/** Asks the server once, longer than clients do, and notes it in the history as they do. */
async function expectFailure(stage: Stage, intent: Intent): Promise<void> {
  const end = stage.history.begin(stage.first.name, intent)
  try {
    await expectRefusal(stage, describeRequest(intent, {}), FAILS_WITHIN_MS)
  } finally {
    end({ outcome: 'unknown', reason: 'asked of a server whose lines carry nothing' })
  }
}

type Asked = { method?: string; path: string; headers?: Record<string, string>; body?: unknown }

/** The server says within this time that it cannot. */
async function expectRefusal(
  { first, world }: Stage,
  { method = 'GET', path, headers = {}, body }: Asked,
  withinMs: number,
): Promise<void> {
  const begun = world.now()
  const status = await fetch(`${first.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).then(
    async (answer) => {
      await answer.body?.cancel()
      return `status ${answer.status}`
    },
    () => 'no answer',
  )
  const spent = Math.round(world.now() - begun)
  const what = `${method} ${path}: ${status} after ${spent} ms`
  expectThat(status === 'status 503' && spent < withinMs, `${what}, 503 within ${withinMs} ms`)
}
