import { presentInstant, type Slot } from '@rendez/contract'

/** A slot as it stands in every answer. `start` is in epoch milliseconds. */
export function presentSlot(start: number, durationMinutes: number): Slot {
  const end = start + durationMinutes * 60_000
  return { startTime: presentInstant(start), endTime: presentInstant(end) }
}
