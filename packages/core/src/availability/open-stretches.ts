import type { Interval } from '../intervals/interval.ts'
import { DAY, epochDayAt } from '../zones/epoch-day.ts'
import { zoneTable } from '../zones/zone-table.ts'
import { hoursByDay } from './hours-by-day.ts'
import type { Schedule } from './schedule.ts'
import { windowsOfDay } from './windows-of-day.ts'

/** A stretch of open time whose slots count from the start of one window. */
export type OpenStretch = {
  readonly start: number
  readonly end: number
  /** The start of the window that governs the stretch; may lie before it. */
  readonly gridStart: number
  /** Where open time ends, across windows that follow without a pause. */
  readonly openEnd: number
}

type Window = Interval
type Draft = { start: number; end: number; gridStart: number; openEnd: number }

/** Hours reach into the day after; where a zone skips a date, into the one after that. */
const MARGIN_DAYS = 2

function windowsNear(schedule: Schedule, range: Interval): Window[] {
  const margin = (MARGIN_DAYS + 3) * DAY
  const table = zoneTable(schedule.timeZone, {
    start: range.start - margin,
    end: range.end + margin,
  })
  const firstDay = epochDayAt(table, range.start) - MARGIN_DAYS
  const lastDay = epochDayAt(table, range.end) + 1
  const hoursOf = hoursByDay(schedule, firstDay, lastDay)
  const windows: Window[] = []
  for (let day = firstDay; day <= lastDay; day += 1) {
    windows.push(...windowsOfDay(table, day, hoursOf(day)))
  }
  return windows.sort((left, right) => left.start - right.start)
}

/** Splits sorted windows so that the one with the latest start governs where several are open. */
function splitByGovernor(windows: readonly Window[]): Draft[] {
  const stretches: Draft[] = []
  const open: Window[] = []
  let cursor = Number.NEGATIVE_INFINITY
  const advanceTo = (limit: number): void => {
    for (let governor = open.at(-1); governor !== undefined; governor = open.at(-1)) {
      const end = Math.min(governor.end, limit)
      if (cursor < end) {
        stretches.push({ start: cursor, end, gridStart: governor.start, openEnd: end })
        cursor = end
      }
      if (governor.end > limit) return
      open.pop()
    }
  }
  for (const window of windows) {
    advanceTo(window.start)
    cursor = window.start
    open.push(window)
  }
  advanceTo(Number.POSITIVE_INFINITY)
  return stretches
}

/**
 * The open time of a schedule around `range`, sorted and disjoint; everything that contains an
 * instant of the range is there, and some beyond it. Throws a RangeError on an unknown zone or
 * bad hours.
 */
export function openStretches(schedule: Schedule, range: Interval): readonly OpenStretch[] {
  const stretches = splitByGovernor(windowsNear(schedule, range))
  let next: Draft | undefined
  for (const stretch of stretches.toReversed()) {
    if (next !== undefined && stretch.end === next.start) stretch.openEnd = next.openEnd
    next = stretch
  }
  return stretches
}
