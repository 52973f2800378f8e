import { setTimeout as delay } from 'node:timers/promises'
import type { World } from './open-world.ts'

type DrainOptions = {
  /** Milliseconds after which it is not waited for any longer. */
  limitMs: number
  /**
   * Does not wait for pauses between attempts and for leases of the dead: with the worker stopped
   * nobody is at anything, so all of it may be taken up at once.
   */
  hurry: boolean
}

export type Drained = {
  /** What was due by then, on the run's clock, was released and handled, or given up. */
  judgedUntil: number
  milliseconds: number
}

const LOOK_MS = 250

/**
 * Waits until every event was handled or given up, and every message released that is due when this is
 * called. The worker is stopped then, so that nothing more falls due while somebody looks.
 */
export async function drainOutbox(
  world: World,
  { limitMs, hurry }: DrainOptions,
): Promise<Drained> {
  const begun = world.now()
  const spent = () => world.now() - begun
  const [{ dueBy = new Date() } = {}] = await world.sql<{ dueBy: Date }[]>`select now() as "dueBy"`
  if (hurry) await takeUpEverything(world)
  for (;;) {
    while (spent() < limitMs && (await countWaiting(world, dueBy)) > 0) await delay(LOOK_MS)
    const milliseconds = spent()
    await world.worker.stop()
    // Something else may have fallen due just then.
    if (milliseconds >= limitMs || (await countWaiting(world, dueBy)) === 0) {
      return { judgedUntil: begun, milliseconds }
    }
    await world.worker.start()
  }
}

async function takeUpEverything({ worker, sql }: World): Promise<void> {
  await worker.stop()
  await sql`update outbox set next_attempt_at = now() where dead_at is null`
  await sql`update inbox set next_attempt_at = now() where handled_at is null`
  await worker.start()
}

async function countWaiting({ sql }: World, dueBy: Date): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select ((select count(*) from outbox where dead_at is null) + (
      select count(*) from scheduled_messages where released_at is null and due_at <= ${dueBy}
    ))::int as count`
  return row?.count ?? 0
}
