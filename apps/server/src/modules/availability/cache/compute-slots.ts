import { generateSlots, type SchedulingInputs, Temporal } from '@rendez/core'
import { loadOfferedInputs } from '../load-offered-inputs.ts'
import type { SchedulingSource } from '../load-scheduling-inputs.ts'
import type { Days } from './cache-keys.ts'
import type { ComputedSlots } from './slot-entry.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const LONGEST_MS = 5 * MINUTE

/**
 * The slots of whole days, with the moment until which only the passing of their starts changes them.
 *
 * @param position what a replica must know to be asked; the database is asked when absent
 * @throws DomainError NOT_FOUND, or MEETING_TYPE_INACTIVE.
 */
export async function computeSlots(
  source: SchedulingSource & { onCalculated?: (seconds: number) => void },
  meetingTypeId: string,
  { first, end }: Days,
  position?: string,
): Promise<ComputedSlots> {
  const range = { start: first * DAY, end: end * DAY }
  const options = position === undefined ? {} : { position }
  const { inputs, changeAt } = await loadOfferedInputs(source, meetingTypeId, range, options)
  const { now, rules } = inputs
  const begun = performance.now()
  const starts = generateSlots(inputs, range)
  source.onCalculated?.((performance.now() - begun) / 1000)
  return {
    starts,
    durationMinutes: rules.durationMinutes,
    minimumNoticeMs: rules.minimumNoticeMinutes * MINUTE,
    computedAt: now,
    validUntil: Math.min(now + LONGEST_MS, changeAt ?? Infinity, windowMovesAt(inputs)),
  }
}

/** A window that is counted from today moves when the day of the schedule ends. */
function windowMovesAt({ rules, schedule, now }: SchedulingInputs): number {
  const { kind } = rules.bookingWindow
  if (kind === 'open' || kind === 'date_range') return Infinity
  const { timeZone } = schedule
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone)
  const tomorrow = today.toPlainDate().add({ days: 1 })
  return tomorrow.toZonedDateTime(timeZone).epochMilliseconds
}
