import type { ErrorCode } from '@rendez/contract'
import { isBookable, type Reason } from '@rendez/core'
import type { LoadedInputs } from '../availability/availability.module.ts'

export type SlotRefusal = {
  code: Extract<
    ErrorCode,
    'MEETING_TYPE_INACTIVE' | 'SLOT_UNAVAILABLE' | 'MAX_BOOKINGS_REACHED' | 'INVALID_TIME_SLOT'
  >
  reasons: Reason['code'][]
}

/** What the database found when it came to the write, although the slot had looked free. */
const lateRefusals = {
  inactive: { code: 'MEETING_TYPE_INACTIVE', reasons: [] },
  day_full: { code: 'MAX_BOOKINGS_REACHED', reasons: ['daily_limit'] },
  slot_taken: { code: 'SLOT_UNAVAILABLE', reasons: ['busy'] },
} as const satisfies Record<string, { code: SlotRefusal['code']; reasons: Reason['code'][] }>

/** Why a start (epoch milliseconds) cannot be booked now; null when it can. */
export function judgeSlot(
  { meetingType, inputs }: LoadedInputs,
  start: number,
): SlotRefusal | null {
  if (!meetingType.active) return { code: 'MEETING_TYPE_INACTIVE', reasons: [] }
  const verdict = isBookable(inputs, start)
  if (verdict.bookable) return null
  const reasons = verdict.reasons.map((reason) => reason.code)
  return { code: codeOf(reasons), reasons }
}

/** The same for a refusal by the database. */
export function judgeOutcome(outcome: keyof typeof lateRefusals): SlotRefusal {
  const { code, reasons } = lateRefusals[outcome]
  return { code, reasons: [...reasons] }
}

// A time that was offered, and then taken by others, is another matter than one never offered.
function codeOf(reasons: Reason['code'][]): SlotRefusal['code'] {
  if (!reasons.every((reason) => reason === 'busy' || reason === 'daily_limit')) {
    return 'INVALID_TIME_SLOT'
  }
  return reasons.includes('daily_limit') ? 'MAX_BOOKINGS_REACHED' : 'SLOT_UNAVAILABLE'
}
