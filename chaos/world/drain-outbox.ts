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

const LOOK_MS = 250

/** Waits until every event was handled or given up, and answers for how long. */
export async function drainOutbox(world: World, { limitMs, hurry }: DrainOptions): Promise<number> {
  const begun = performance.now()
  if (hurry) await takeUpEverything(world)
  while (performance.now() - begun < limitMs && (await countWaiting(world)) > 0)
    await delay(LOOK_MS)
  return performance.now() - begun
}

async function takeUpEverything({ worker, sql }: World): Promise<void> {
  await worker.stop()
  await sql`update outbox set next_attempt_at = now() where dead_at is null`
  await sql`update inbox set next_attempt_at = now() where handled_at is null`
  await worker.start()
}

async function countWaiting({ sql }: World): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from outbox where dead_at is null`
  return row?.count ?? 0
}
