import { join } from 'node:path'
import { checkEvidence } from '../checker/check-evidence.ts'
import type { Disturbance } from '../checker/evidence.ts'
import { FREE_OF_CLIENTS_DAYS } from '../clients/choose-time.ts'
import { type Pursuer, pursueIntent } from '../clients/pursue-intent.ts'
import { startClients } from '../clients/run-clients.ts'
import { describeViolations } from '../describe-report.ts'
import { type History, openHistory } from '../history/open-history.ts'
import type { Intent } from '../history/operation.ts'
import { createRandom } from '../random.ts'
import { drainOutbox } from '../world/drain-outbox.ts'
import { makeHosts, type Offers } from '../world/make-hosts.ts'
import { openWorld, type World } from '../world/open-world.ts'
import { readEvidence } from '../world/read-evidence.ts'
import type { ServerNode } from '../world/server-node.ts'
import { NotAsPromised, type Prepared, type Scenario, type Stage } from './scenario.ts'

export type ScenarioVerdict = {
  name: string
  verdict: 'kept' | 'broken' | 'not played'
  /** Why, when the promise was not kept or could not be tried. */
  reasons: string[]
  seconds: number
}

const DRAIN_MS = 180_000
const DAY = 86_400_000

/** Plays one scenario in a world of its own, and judges it. */
export async function playScenario(
  name: string,
  { prepare, play }: Scenario,
  seed: number,
): Promise<ScenarioVerdict> {
  const begun = performance.now()
  const judge = (verdict: ScenarioVerdict['verdict'], reasons: string[]): ScenarioVerdict => ({
    name,
    verdict,
    reasons,
    seconds: Math.round((performance.now() - begun) / 1_000),
  })
  let prepared: Prepared
  try {
    prepared = (await prepare?.()) ?? {}
  } catch (error) {
    return judge('not played', [error instanceof Error ? error.message : String(error)])
  }
  try {
    const reasons = await playIn(prepared, play, seed)
    return judge(reasons.length === 0 ? 'kept' : 'broken', reasons)
  } finally {
    prepared.clear?.()
  }
}

async function playIn(prepared: Prepared, play: Scenario['play'], seed: number): Promise<string[]> {
  const world = await openWorld({ servers: 2, ...prepared })
  let keep = true
  try {
    const offers = await makeHosts(world.sql, 3)
    const history = openHistory(join(world.directory, 'history.jsonl'), world.now)
    const stage = setStage(world, offers, history, seed)
    const objections = await play(stage).then(
      () => [],
      (error: unknown) => {
        if (error instanceof NotAsPromised) return [`not so: ${error.message}`]
        throw error
      },
    )
    const { judgedUntil } = await drainOutbox(world, { limitMs: DRAIN_MS, hurry: true })
    await history.close()
    const { disturbances } = stage
    const attempts = history.read()
    const evidence = await readEvidence(world, offers, { attempts, disturbances, judgedUntil })
    const violations = checkEvidence(evidence)
    const found = violations.length === 0 ? [] : describeViolations(violations)
    keep = objections.length + found.length > 0
    return [...objections, ...found, ...(keep ? [`see ${world.directory}`] : [])]
  } finally {
    await world.close({ keep })
  }
}

function setStage(world: World, offers: Offers, history: History, seed: number): Stage {
  const [first, second] = world.servers
  if (first === undefined || second === undefined) throw new Error('two servers are needed')
  const disturbances: Disturbance[] = []
  const random = createRandom(seed)
  let over = true
  const pursuer = (server: ServerNode, isOver: () => boolean): Pursuer => ({
    history,
    random,
    doors: [server],
    isOver,
  })
  return {
    world,
    offers,
    history,
    first,
    second,
    disturbances,
    newBooking: createBookingMaker(offers, world.startedAt),
    ask: async (server, intent, secrets) => {
      const result = await pursueIntent(
        pursuer(server, () => over),
        intent,
        secrets,
      )
      return result.result === 'open' ? 'unknown' : result
    },
    pursue: (server, intent) => {
      const deadline = performance.now() + 30_000
      return pursueIntent(
        pursuer(server, () => performance.now() > deadline),
        intent,
      )
    },
    startClients: () => {
      over = true
      return startClients({ world, offers, history, random, count: 12 })
    },
    disturb: async (kind, target, work) => {
      const disturbance = { kind, target, from: world.now(), until: Infinity }
      disturbances.push(disturbance)
      try {
        await work()
      } finally {
        disturbance.until = world.now()
      }
    },
  }
}

function createBookingMaker({ meetingTypes }: Offers, startedAt: number): () => Intent {
  // So that nobody else asks for them.
  const firstDay = Math.ceil(startedAt / DAY) * DAY + FREE_OF_CLIENTS_DAYS * DAY
  const [type] = meetingTypes
  if (type === undefined) throw new Error('there is no meeting type')
  let count = 0
  return () => {
    count += 1
    const id = `single-${count}`
    return {
      id,
      client: 0,
      action: 'book',
      hostId: type.hostId,
      meetingTypeId: type.id,
      startTime: firstDay + count * 2 * 3_600_000,
      key: `key-${id}`,
      inviteeName: `Guest ${id}`,
      inviteeEmail: `guest-${id}@example.com`,
    }
  }
}
