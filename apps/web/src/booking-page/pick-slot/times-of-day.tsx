import { formatTime } from '../../lib/format-time.ts'
import type { View } from '../page-model.ts'

function TimeButton(props: {
  start: number
  view: View
  isChosen: boolean
  onChoose(start: number): void
  onNext(): void
}) {
  const { start, view, isChosen, onChoose, onNext } = props
  return (
    <li className="flex gap-2">
      <button
        type="submit"
        name="time"
        value={new Date(start).toISOString()}
        aria-pressed={isChosen}
        onClick={() => onChoose(start)}
        className="tabular min-h-11 flex-1 whitespace-nowrap rounded-control border border-line bg-surface px-2 font-medium hover:border-accent hover:bg-accent-soft hover:text-accent-ink aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-surface"
      >
        {formatTime(start, view)}
      </button>
      {isChosen && (
        <button
          type="button"
          onClick={onNext}
          className="button button-primary min-h-11 flex-1 px-2"
        >
          Next
        </button>
      )}
    </li>
  )
}

/** The times of one day as a list of buttons; Next appears beside the one chosen. */
export function TimesOfDay(props: {
  starts: readonly number[]
  chosen: number | null
  view: View
  label: string
  onChoose(start: number): void
  onNext(): void
}) {
  const { starts, chosen, view, label, onChoose, onNext } = props
  return (
    <ul
      aria-label={label}
      className="grid grid-cols-2 gap-2 min-[30rem]:max-md:grid-cols-3 md:grid-cols-1"
    >
      {starts.map((start) => (
        <TimeButton
          key={start}
          start={start}
          view={view}
          isChosen={start === chosen}
          onChoose={onChoose}
          onNext={onNext}
        />
      ))}
    </ul>
  )
}
