import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { buildDossiers } from './checker/build-dossiers.ts'
import { checkEvidence } from './checker/check-evidence.ts'
import { countJudged, type Judged } from './checker/count-judged.ts'
import type { Evidence, Violation } from './checker/evidence.ts'
import { type Clients, startClients } from './clients/run-clients.ts'
import { closeConnections } from './clients/send-request.ts'
import type { Fault } from './faults/fault.ts'
import { injectFaults } from './faults/inject-faults.ts'
import { type History, openHistory } from './history/open-history.ts'
import { type Latencies, measureLatencies } from './measure-latencies.ts'
import { createRandom } from './random.ts'
import { drainOutbox } from './world/drain-outbox.ts'
import { makeHosts, type Offers } from './world/make-hosts.ts'
import { openWorld, type World } from './world/open-world.ts'
import { readEvidence } from './world/read-evidence.ts'

export type ChaosOptions = {
  seed: number
  /** The clients work until both are reached. */
  minutes: number
  operations: number
  servers: number
  clients: number
  hosts: number
  faults: ReadonlyMap<string, Fault>
  /** Milliseconds of quiet between two faults of a lane. */
  pauseMs: readonly [number, number]
  /** Does not wait for the pauses between attempts at the end. */
  hurry: boolean
  report(line: string): void
}

export type ChaosReport = {
  seed: number
  seconds: number
  operations: number
  operationsPerSecond: number
  /** Attempts at which nobody listened. */
  unreachable: number
  faults: Record<string, number>
  bookings: { made: number; confirmed: number; moves: number; cancellations: number }
  mails: { taken: number; repeated: number }
  /** Messages that have their own time. */
  timed: { came: number }
  /** Of the mail, what could be judged and what was excused. */
  judged: Judged
  latencies: Latencies[]
  holds: 'used' | 'the product has none'
  drainSeconds: number
  violations: Violation[]
  /** Where the history and the logs are, when there is something to look for. */
  kept: string | null
}

const DRAIN_MS = 15 * 60_000
const SETTLE_MS = 60_000
const LEAST_QUIET_SECONDS = 3
const MOST_QUIET_SECONDS = 180

/** One run: everything is started, used, broken, mended, and held against what must be. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { report } = options
  report(`seed ${options.seed}: starting ${options.servers} servers, a worker and their services`)
  const world = await openWorld({ servers: options.servers })
  let keep = true
  try {
    const offers = await makeHosts(world.sql, options.hosts)
    const history = openHistory(join(world.directory, 'history.jsonl'), world.now)
    const { seconds, disturbances, clients } = await disturb({ world, offers, history, options })
    report('mended: waiting until everything is known and every mail is sent')
    const left = await clients.settle(SETTLE_MS)
    const drained = await drainOutbox(world, { limitMs: DRAIN_MS, hurry: options.hurry })
    await history.close()
    const attempts = history.read()
    const { judgedUntil, milliseconds } = drained
    const evidence = await readEvidence(world, offers, { attempts, disturbances, judgedUntil })
    if (left > 0) evidence.aftermath.unknown.push(`what became of ${left} requests`)
    const violations = checkEvidence(evidence)
    keep = violations.length > 0
    return {
      ...summarize(evidence, history, seconds),
      seed: options.seed,
      holds: clients.hasHolds ? 'used' : 'the product has none',
      drainSeconds: Math.round(milliseconds / 100) / 10,
      violations,
      kept: keep ? world.directory : null,
    }
  } finally {
    closeConnections()
    await world.close({ keep })
  }
}

type Stage = { world: World; offers: Offers; history: History; options: ChaosOptions }

async function disturb({ world, offers, history, options }: Stage) {
  const random = createRandom(options.seed)
  const count = options.clients
  const clients: Clients = await startClients({ world, offers, history, random, count })
  const begun = world.now()
  const elapsed = () => (world.now() - begun) / 1_000
  const injection = injectFaults({
    world,
    random,
    table: options.faults,
    pauseMs: options.pauseMs,
    report: (line) => options.report(`${elapsed().toFixed(0).padStart(5)} s  ${line}`),
  })
  const quiet = quietSeconds(options)
  while (elapsed() < options.minutes * 60 - quiet || history.operations() < options.operations) {
    await delay(200)
    injection.throwIfBroken()
  }
  await injection.stop()
  options.report(
    `${elapsed().toFixed(0).padStart(5)} s  nothing more is broken: ${quiet} s of quiet`,
  )
  await delay(quiet * 1_000)
  const seconds = elapsed()
  await clients.stop()
  return { seconds, disturbances: injection.disturbances, clients }
}

/** At the end of a run the clients go on while nothing is wrong: what happens then has no excuse. */
function quietSeconds({ minutes }: ChaosOptions): number {
  return Math.min(MOST_QUIET_SECONDS, Math.max(LEAST_QUIET_SECONDS, minutes * 6))
}

function summarize(evidence: Evidence, history: History, seconds: number) {
  const { attempts, rows, changes, mails, disturbances } = evidence
  const operations = history.operations()
  const made = (action: string) => changes.filter((change) => change.action === action).length
  const kinds = Map.groupBy(disturbances, ({ kind }) => kind)
  return {
    seconds: Math.round(seconds),
    operations,
    operationsPerSecond: Math.round((operations / seconds) * 10) / 10,
    unreachable: attempts.length - operations,
    faults: Object.fromEntries([...kinds].map(([kind, all]) => [kind, all.length]).sort()),
    bookings: {
      made: rows.length,
      confirmed: rows.filter(({ status }) => status === 'confirmed').length,
      moves: made('moved'),
      cancellations: made('cancelled'),
    },
    mails: {
      taken: mails.length,
      repeated: mails.length - new Set(mails.map(({ messageId }) => messageId)).size,
    },
    timed: {
      came: mails.filter(({ rule }) => rule !== null).length,
    },
    judged: countJudged(buildDossiers(evidence)),
    latencies: measureLatencies(attempts),
  }
}
