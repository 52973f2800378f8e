import { formatDay, formatTimeRange, type TimeView } from '../../lib/format-time.ts'
import { timeZoneLabel } from '../../lib/time-zone-label.ts'

/** When a meeting is, in one zone, which is always named. Instants are epoch milliseconds. */
export function MeetingTime(props: { start: number; end: number; view: TimeView }) {
  const { start, end, view } = props
  return (
    <>
      <time dateTime={new Date(start).toISOString()} className="block font-semibold">
        {formatDay(start, view)}
      </time>
      <span className="tabular block">{formatTimeRange(start, end, view)}</span>
      <span className="block text-muted text-sm">{timeZoneLabel(view.timeZone)}</span>
    </>
  )
}
