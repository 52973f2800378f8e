import { type OpenStretch, openStretches } from '../availability/open-stretches.ts'
import type { Schedule } from '../availability/schedule.ts'
import type { Interval } from '../intervals/interval.ts'
import { mergeIntervals } from '../intervals/merge-intervals.ts'
import { DAY } from '../zones/epoch-day.ts'
import { localDate } from '../zones/local-date.ts'
import { gridStarts } from './grid-starts.ts'
import type { MeetingRules, SchedulingInputs } from './scheduling-inputs.ts'
import type { Reason } from './verdict.ts'

const NEAR = 14 * DAY
const BESIDE = 2 * DAY

const meetingAt = (rules: MeetingRules, start: number): Interval => ({
  start,
  end: start + rules.durationMinutes * 60_000,
})

const around = (start: number, reach: number): Interval => ({
  start: start - reach,
  end: start + reach,
})

const stretchAt = (stretches: readonly OpenStretch[], start: number): OpenStretch | undefined =>
  stretches.find((stretch) => stretch.start <= start && start < stretch.end)

function isOpen(schedule: Schedule, meeting: Interval): boolean {
  const stretch = stretchAt(openStretches(schedule, meeting), meeting.start)
  return stretch !== undefined && meeting.end <= stretch.openEnd
}

function nearestOpen(schedule: Schedule, start: number): Interval | null {
  const distance = (open: Interval): number => Math.max(open.start - start, start - open.end, 0)
  const near = mergeIntervals(openStretches(schedule, around(start, NEAR)))
    .filter((open) => distance(open) <= NEAR)
    .sort((left, right) => distance(left) - distance(right))
  return near[0] ?? null
}

/** The date whose override closed the time: without it the meeting would be in open hours. */
function closingOverride(schedule: Schedule, meeting: Interval): string | null {
  const earliest = localDate(meeting.start - 2 * DAY, schedule.timeZone)
  const latest = localDate(meeting.end, schedule.timeZone)
  const closing = schedule.dateOverrides.find(({ date }) => {
    if (date < earliest || latest < date) return false
    const dateOverrides = schedule.dateOverrides.filter((override) => override.date !== date)
    return isOpen({ ...schedule, dateOverrides }, meeting)
  })
  return closing?.date ?? null
}

/** Why a start misses the open hours or their grid: none, one or both. */
export function hoursReasons({ schedule, rules }: SchedulingInputs, start: number): Reason[] {
  const meeting = meetingAt(rules, start)
  const reasons: Reason[] = []
  if (!isOpen(schedule, meeting)) {
    reasons.push({
      code: 'outside_open_hours',
      nearestOpen: nearestOpen(schedule, start),
      overrideDate: closingOverride(schedule, meeting),
    })
  }
  const beside = around(start, BESIDE)
  const stretches = openStretches(schedule, { ...beside, end: beside.end + meeting.end - start })
  const stretch = stretchAt(stretches, start)
  if (stretch !== undefined && (start - stretch.gridStart) % (rules.stepMinutes * 60_000) !== 0) {
    const starts = gridStarts(stretches, rules, beside)
    reasons.push({
      code: 'off_grid',
      previousStart: starts.findLast((other) => other < start) ?? null,
      nextStart: starts.find((other) => other > start) ?? null,
    })
  }
  return reasons
}
