import type { KeyValueStore } from '../../ports/key-value-store.ts'
import { createStoreAsker } from './ask-store.ts'
import { createSlotLock, type LockSlot } from './lock-slot.ts'
import { createRunOnce, type RunOnce } from './run-once.ts'

/** What stands in front of the database, and decides nothing. */
export type BookingGuards = { runOnce: RunOnce; lockSlot: LockSlot }

export function createBookingGuards(store: KeyValueStore): BookingGuards {
  const ask = createStoreAsker()
  return { runOnce: createRunOnce({ store, ask }), lockSlot: createSlotLock({ store, ask }) }
}
