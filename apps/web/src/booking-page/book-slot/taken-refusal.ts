import { nearestSlots } from '@rendez/core'
import type { Refusal } from '../api/refusal.ts'

const alternativesOffered = 4
const instant = (at: number) => new Date(at).toISOString()

/** The same words as the server's own refusal, when the check finds a start taken before booking. */
export function takenRefusal(
  knownStarts: readonly number[],
  start: number,
  durationMinutes: number,
): Refusal {
  const alternatives = nearestSlots(knownStarts, start, alternativesOffered)
  return {
    code: 'SLOT_UNAVAILABLE',
    message: 'This time was just taken.',
    retryable: false,
    alternatives: alternatives.map((at) => ({
      startTime: instant(at),
      endTime: instant(at + durationMinutes * 60_000),
    })),
  }
}
