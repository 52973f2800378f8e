import type { Clock } from '../../../ports/clock.ts'
import type { KeyValueStore } from '../../../ports/key-value-store.ts'
import {
  isValidAt,
  openSlotEntry,
  readSlotEntry,
  type SlotEntry,
  writeSlotEntry,
} from './slot-entry.ts'

export type SharedSlots = {
  find(key: string): Promise<SlotEntry | null>
  /** Nobody waits for it, and whoever does not find it computes it. */
  keep(key: string, entry: SlotEntry): void
}

// What is larger is asked for by programs, a year at once, and would fill a store soon.
const MOST_BYTES = 256 * 1024

/** Entries where other instances find them; nowhere without a store that is shared. */
export function createSharedSlots(store: KeyValueStore | null, clock: Clock): SharedSlots {
  return {
    find: async (key) => {
      const text = (await store?.get(key).catch(() => null)) ?? null
      const found = text === null ? null : readSlotEntry(text)
      return found !== null && isValidAt(found, clock.now()) ? openSlotEntry(found) : null
    },
    keep: (key, entry) => {
      const ttlMs = Math.floor(entry.validUntil - clock.now())
      if (ttlMs <= 0 || entry.size > MOST_BYTES) return
      store?.set(key, writeSlotEntry(entry), ttlMs).catch(() => {})
    },
  }
}
