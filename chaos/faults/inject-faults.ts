import { setTimeout as delay } from 'node:timers/promises'
import type { Disturbance } from '../checker/evidence.ts'
import type { Random } from '../random.ts'
import type { World } from '../world/open-world.ts'
import type { Fault } from './fault.ts'
import { planFaults } from './plan-faults.ts'

export type Injection = {
  disturbances: Disturbance[]
  /** @throws what could not be broken, or not be mended */
  throwIfBroken(): void
  /** Mends what is broken and resolves when everything answers. */
  stop(): Promise<void>
}

type InjectOptions = {
  world: World
  random: Random
  table: ReadonlyMap<string, Fault>
  /** Milliseconds of quiet between two faults of a lane. */
  pauseMs: readonly [number, number]
  report(line: string): void
}

const lanes = ['process', 'service'] as const

/** Breaks one thing after the other, in each lane for itself, until it is stopped. */
export function injectFaults(options: InjectOptions): Injection {
  const disturbances: Disturbance[] = []
  const stopping = new AbortController()
  let failure: unknown
  const running = lanes.map((lane) =>
    runLane(lane, options, disturbances, stopping.signal).catch((error: unknown) => {
      failure ??= error
    }),
  )
  const throwIfBroken = () => {
    if (failure !== undefined) throw failure
  }
  return {
    disturbances,
    throwIfBroken,
    stop: async () => {
      stopping.abort()
      await Promise.all(running)
      throwIfBroken()
    },
  }
}

async function runLane(
  lane: Fault['lane'],
  { world, random, table, pauseMs, report }: InjectOptions,
  disturbances: Disturbance[],
  signal: AbortSignal,
): Promise<void> {
  const own = new Map([...table].filter(([, fault]) => fault.lane === lane))
  if (own.size === 0) return
  for (const { name, fault, after, lasts, random: chance } of planFaults(
    random.fork(lane),
    own,
    pauseMs,
  )) {
    await pause(after, signal)
    if (signal.aborted) return
    const disturbance = { kind: name, target: '', from: world.now(), until: Infinity }
    disturbances.push(disturbance)
    const { target, end } = await fault.begin(world, chance)
    disturbance.target = target
    await pause(lasts, signal)
    await end()
    disturbance.until = world.now()
    report(`${name} (${target}) for ${Math.round(disturbance.until - disturbance.from)} ms`)
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => {})
}
