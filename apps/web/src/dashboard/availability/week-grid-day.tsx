import { formatClock, type TimeFormat } from './format-hours.ts'
import { dayMinutes, type MinuteRange } from './minute-range.ts'

type Props = {
  ranges: readonly MinuteRange[]
  /** Hours of the day before that run into this one. */
  fromNightBefore: readonly MinuteRange[]
  timeFormat: TimeFormat
}

const percent = (minutes: number) => `${(minutes / dayMinutes) * 100}%`

const place = (start: number, end: number) => ({
  top: percent(start),
  height: percent(Math.min(end, dayMinutes) - start),
})

/** Shorter than this there is no room for two lines. */
const twoLines = 105

/** One column of the week: its intervals, and what comes over from the night before. */
export function WeekGridDay({ ranges, fromNightBefore, timeFormat }: Props) {
  return (
    <div className="week-grid-day">
      {fromNightBefore.map(({ start, end }) => (
        <div key={start} className="week-grid-night" style={place(0, end - dayMinutes)} />
      ))}
      {ranges.map(({ start, end }) => (
        <div key={start} className="week-grid-range" style={place(start, end)}>
          <span>{formatClock(start, timeFormat)}</span>
          {Math.min(end, dayMinutes) - start >= twoLines && (
            <span>{formatClock(end > dayMinutes ? end - dayMinutes : end, timeFormat)}</span>
          )}
        </div>
      ))}
    </div>
  )
}
