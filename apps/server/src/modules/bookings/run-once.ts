import { randomUUID } from 'node:crypto'
import { DomainError } from '@rendez/contract'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import type { AskStore } from './ask-store.ts'
import type { IdempotencyKey } from './derive-idempotency-key.ts'

/** The work of a request under its key, and how to see whether it was answered before. */
type KeyedWork<Result> = {
  findAnswer(): Promise<object | undefined>
  run(): Promise<Result>
}

export type RunOnce = <Result>(
  key: IdempotencyKey | null,
  work: KeyedWork<Result>,
) => Promise<Result>

// As long as a request may reasonably take: whoever retries after a server died waits no longer.
const MARK_MS = 3_000

/**
 * Runs the work unless the same key of the same caller is under way somewhere: that is told at once,
 * instead of waiting in the database, which remains the one that decides. A key that nobody chose is a
 * second click: it waits for the first one's answer.
 * @throws DomainError IDEMPOTENCY_IN_PROGRESS
 */
export function createRunOnce({
  store,
  ask,
}: {
  store: Pick<KeyValueStore, 'setIfAbsent' | 'deleteIfEquals'>
  ask: AskStore
}): RunOnce {
  return async (key, { findAnswer, run }) => {
    if (key === null || key.replayFor !== null) return run()
    const name = `in-progress:${key.scope}:${key.key}`
    const value = randomUUID()
    let asked: Promise<boolean> | undefined
    const isFirst = await ask(() => {
      asked = store.setIfAbsent(name, value, MARK_MS)
      return asked
    })
    if (isFirst === undefined) {
      // An answer that comes too late may still say that the mark is ours.
      asked?.then((isLate) => isLate && store.deleteIfEquals(name, value)).catch(() => {})
    }
    // A mark may outlive its request; an answer that is stored says so.
    if (isFirst === false && (await findAnswer()) === undefined) {
      throw new DomainError('IDEMPOTENCY_IN_PROGRESS', { retryAfterSeconds: 1 })
    }
    try {
      return await run()
    } finally {
      // Awaited: whoever was refused may send the key again at once. Another's slow answer in between is no
      // reason to leave the mark behind.
      if (isFirst === true) {
        await ask(() => store.deleteIfEquals(name, value), { evenResting: true })
      }
    }
  }
}
