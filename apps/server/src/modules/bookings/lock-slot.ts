import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import type { AskStore } from './ask-store.ts'
import { createTurns } from './take-turns.ts'

/** A host's time from a start (epoch milliseconds). */
type Slot = { hostId: string; start: number }

/** Runs the work alone for a slot, or after a while together with others. */
export type LockSlot = <Result>(slot: Slot, work: () => Promise<Result>) => Promise<Result>

type LockOptions = {
  store: Pick<KeyValueStore, 'setIfAbsent' | 'deleteIfEquals'>
  ask: AskStore
  /** How long to wait for the lock; then the work runs without it. */
  waitMs?: number
  /** After that the lock is another's, whatever its holder does. */
  leaseMs?: number
}

/**
 * A courtesy: guests who want the same slot take turns, in all instances, and those who come too late
 * learn it from a read instead of a write that waits in the database. Nothing rests on it. Other slots
 * of the host are not waited for: their claims do not meet.
 */
export function createSlotLock({
  store,
  ask,
  waitMs = 50,
  leaseMs = 5_000,
}: LockOptions): LockSlot {
  const takeTurn = createTurns()

  /** Answers how to give the lock back; null without it. */
  async function lock(
    name: string,
    patience: AbortSignal,
  ): Promise<(() => Promise<unknown>) | null> {
    const value = randomUUID()
    const unlock = () => ask(() => store.deleteIfEquals(name, value))
    while (!patience.aborted) {
      let asked: Promise<boolean> | undefined
      const isOurs = await ask(() => {
        asked = store.setIfAbsent(name, value, leaseMs)
        return asked
      })
      if (isOurs === true) return unlock
      if (isOurs === undefined) {
        // An answer that comes too late may still say that we have it.
        asked?.then((isLate) => isLate && store.deleteIfEquals(name, value)).catch(() => {})
        return null
      }
      await delay(2 + Math.random() * 8)
    }
    return null
  }

  return async ({ hostId, start }, work) => {
    const slot = `${hostId}:${start}`
    const patience = AbortSignal.timeout(waitMs)
    const endTurn = await takeTurn(slot, patience)
    // Of the guests of this process, one at a time asks the store.
    const unlock = endTurn === null ? null : await lock(`lock:slot:${slot}`, patience)
    try {
      return await work()
    } finally {
      // The answer does not wait for it.
      void Promise.resolve(unlock?.()).then(endTurn)
    }
  }
}
