import { localDate } from '@rendez/core'
import { formatShortDate, formatTime, type TimeView } from '../../lib/format-time.ts'
import { useIsAlive } from '../parts/use-is-alive.ts'

/** Free times near the one that was taken, as buttons. Instants are epoch milliseconds. */
export function Alternatives(props: {
  starts: readonly number[]
  view: TimeView
  onChoose(start: number): void
}) {
  const { starts, view, onChoose } = props
  // Until JavaScript takes over, a button sends the form for its own time. Unlike a LinkButton it books
  // there, so the browser asks for the fields first.
  const type = useIsAlive() ? 'button' : 'submit'
  return (
    <ul className="mt-2 flex flex-wrap gap-2" aria-label="Free times nearby">
      {starts.map((start) => (
        <li key={start}>
          <button
            type={type}
            name="time"
            value={new Date(start).toISOString()}
            onClick={() => onChoose(start)}
            className="tabular button button-secondary px-3"
          >
            {formatShortDate(localDate(start, view.timeZone), view.locale)},{' '}
            {formatTime(start, view)}
          </button>
        </li>
      ))}
    </ul>
  )
}
