import { setTimeout as delay } from 'node:timers/promises'
import type { History } from '../history/open-history.ts'
import { type Answer, type Intent, type Outcome, UNREACHABLE } from '../history/operation.ts'
import type { Random } from '../random.ts'
import { describeRequest, type Secrets } from './describe-request.ts'
import { readFailure, readReply, textOf } from './read-reply.ts'
import { type Reply, sendRequest } from './send-request.ts'

export type Door = { name: string; url: string }

export type Pursuer = {
  history: History
  doors: readonly Door[]
  random: Random
  /** Whether what is not settled is to be left for later. */
  isOver(): boolean
}

/** What became of an intent: `open` when the run ended before it was known. */
export type Result =
  | { result: 'done'; answer: Answer; secrets: Secrets }
  | { result: 'refused'; code: string }
  | { result: 'open' }

type Tried = { outcome: Outcome; secrets: Secrets }

// Worth another attempt, although nothing was done.
const RETRYABLE = new Set([UNREACHABLE, 'IDEMPOTENCY_IN_PROGRESS'])

/** Asks until it is known what became of it, each time whichever server comes up. */
export async function pursueIntent(
  pursuer: Pursuer,
  intent: Intent,
  secrets: Secrets = {},
): Promise<Result> {
  const { random, doors, isOver } = pursuer
  for (let attempt = 0; ; attempt += 1) {
    const result = settle(await tryIntent(pursuer, intent, secrets, random.pick(doors)))
    if (result !== undefined) return result
    if (isOver()) return { result: 'open' }
    await delay(random.between(50, 150) * Math.min(8, 2 ** attempt))
  }
}

/** The same request to several servers at once; whichever is answered first, all are waited for. */
export async function pursueTogether(
  pursuer: Pursuer,
  intent: Intent,
  secrets: Secrets = {},
): Promise<Result> {
  const { doors } = pursuer
  const tried = await Promise.all(doors.map((door) => tryIntent(pursuer, intent, secrets, door)))
  const results = tried.map(settle)
  const done = results.find((result) => result?.result === 'done')
  if (done !== undefined) return done
  // What one was refused another may still be at.
  const [first] = results
  if (first !== undefined && results.every((result) => result?.result === 'refused')) return first
  return pursueIntent(pursuer, intent, secrets)
}

async function tryIntent(
  { history }: Pursuer,
  intent: Intent,
  secrets: Secrets,
  door: Door,
): Promise<Tried> {
  const end = history.begin(door.name, intent)
  let tried: Tried
  try {
    const asked = describeRequest(intent, secrets)
    const headers = { ...asked.headers, 'x-forwarded-for': addressOf(intent) }
    const reply = await sendRequest(door.url, { ...asked, headers })
    tried = { outcome: readReply(reply), secrets: { ...secrets, ...readSecrets(reply) } }
  } catch (error) {
    tried = { outcome: readFailure(error), secrets }
  }
  end(tried.outcome)
  return tried
}

/** Everybody who wants something comes from an address of their own. */
function addressOf({ client, id }: Intent): string {
  const count = Number(/\d+(?=\D*$)/.exec(id)?.[0] ?? 0)
  return `10.${client % 256}.${(count >> 8) % 256}.${count % 256}`
}

function readSecrets({ body }: Reply): Secrets {
  const manageToken = textOf(body, 'manageToken')
  const holdToken = textOf(body, 'holdToken')
  return {
    ...(manageToken === undefined ? {} : { manageToken }),
    ...(holdToken === undefined ? {} : { holdToken }),
  }
}

function settle({ outcome, secrets }: Tried): Result | undefined {
  if (outcome.outcome === 'ok') return { result: 'done', answer: outcome.answer, secrets }
  if (outcome.outcome === 'unknown' || RETRYABLE.has(outcome.code)) return undefined
  return { result: 'refused', code: outcome.code }
}
