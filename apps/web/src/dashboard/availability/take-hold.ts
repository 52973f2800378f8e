import type { Drag, GridPoint, WeekRanges } from './drag-hours.ts'
import { dayMinutes, type MinuteRange } from './minute-range.ts'

/** How near to an edge a pointer has to be to take hold of it, in minutes of the grid. */
const edgeReach = 20

/** Of a short interval the middle stays for moving. */
const reachOf = ({ start, end }: MinuteRange) => Math.min(edgeReach, (end - start) / 4)

/** What a pointer that goes down on the grid takes hold of. */
export function takeHold(week: WeekRanges, from: GridPoint): Drag {
  const range = week[from.weekday].find(
    ({ start, end }) => start <= from.minute && from.minute < end,
  )
  if (range === undefined) return { kind: 'create', from }
  const reach = reachOf(range)
  if (from.minute - range.start < reach) return { kind: 'resize', edge: 'start', from, range }
  const endsToday = range.end <= dayMinutes
  if (endsToday && range.end - from.minute < reach)
    return { kind: 'resize', edge: 'end', from, range }
  return { kind: 'move', from, range }
}
