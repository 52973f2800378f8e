import { type ClockChange, clockChangeNotice, isUnusualHour, localDate } from '@rendez/core'
import { formatShortDate, formatTime, type TimeView } from '../../lib/format-time.ts'
import { timeZoneCity } from '../../lib/time-zone-city.ts'
import { Notice } from './notice.tsx'

/** 'Paris: Sun 25 Oct, 1 hour back.' */
function changeInWords(change: ClockChange, timeZone: string, locale: string): string {
  const minutes = change.offsetAfterMinutes - change.offsetBeforeMinutes
  const size = Math.abs(minutes) === 60 ? '1 hour' : `${Math.abs(minutes)} minutes`
  const date = formatShortDate(localDate(change.instant, timeZone), locale)
  return `${timeZoneCity(timeZone)}: ${date}, ${size} ${minutes > 0 ? 'forward' : 'back'}.`
}

function ClockChanges(props: { start: number; now: number; view: TimeView; hostTimeZone: string }) {
  const { start, now, view, hostTimeZone } = props
  const { timeZone, locale } = view
  const notice = clockChangeNotice({ hostTimeZone, inviteeTimeZone: timeZone, now, start })
  if (notice === null) return null
  const changes = new Set([
    ...notice.invitee.map((change) => changeInWords(change, timeZone, locale)),
    ...notice.host.map((change) => changeInWords(change, hostTimeZone, locale)),
  ])
  return (
    <Notice kind="info">
      <p>Clocks change before then. The time shown allows for it.</p>
      {[...changes].map((change) => (
        <p key={change}>{change}</p>
      ))}
    </Notice>
  )
}

/** What is worth a second look about a time: a clock change before it, or an hour of the night. */
export function TimeNotices(props: {
  start: number
  end: number
  now: number
  view: TimeView
  hostTimeZone: string
}) {
  const { start, end, now, view, hostTimeZone } = props
  const isUnusual = isUnusualHour(start, end, view.timeZone)
  return (
    <div className="mt-4 grid gap-2 empty:hidden">
      {isUnusual && (
        <Notice kind="warning">
          Mind the hour: it will be {formatTime(start, view)} in {timeZoneCity(view.timeZone)}.
        </Notice>
      )}
      <ClockChanges start={start} now={now} view={view} hostTimeZone={hostTimeZone} />
    </div>
  )
}
