import { formatDate } from '../../lib/format-time.ts'

export type DayState = {
  date: string
  /** Free starts; null while they are being loaded. */
  count: number | null
  isPast: boolean
  isToday: boolean
  isShown: boolean
  isTabStop: boolean
}

function stateInWords({ count, isPast }: DayState): string {
  if (isPast) return 'in the past'
  if (count === null) return 'loading'
  if (count === 0) return 'no times'
  return count === 1 ? '1 time' : `${count} times`
}

function look({ count, isShown }: DayState): string {
  if (count === null) return 'text-muted'
  if (count === 0) return isShown ? 'text-muted ring-1 ring-line-strong' : 'text-muted'
  return isShown
    ? 'bg-accent font-semibold text-on-accent'
    : 'bg-accent-soft font-semibold text-accent-ink hover:bg-accent-soft-hover'
}

/** One day: free ones stand out by ground and weight, the others can be reached but not chosen. */
export function DayButton(props: {
  day: DayState
  locale: string
  onChoose(date: string, byPointer: boolean): void
  onFocus(date: string): void
}) {
  const { day, locale, onChoose, onFocus } = props
  const { date, count, isToday, isTabStop } = day
  const isFree = count !== null && count > 0
  return (
    <button
      type="submit"
      name="date"
      value={date}
      data-date={date}
      tabIndex={isTabStop ? 0 : -1}
      aria-disabled={!isFree}
      aria-current={isToday ? 'date' : undefined}
      aria-label={`${formatDate(date, locale)}, ${stateInWords(day)}`}
      onFocus={() => onFocus(date)}
      onClick={(event) => isFree && onChoose(date, event.detail > 0)}
      className={`relative flex h-11 w-full items-center justify-center rounded-control motion-safe:transition-colors motion-safe:duration-100 aria-disabled:cursor-default ${look(day)}`}
    >
      {Number(date.slice(8))}
      {isToday && (
        <span aria-hidden className="absolute bottom-1.5 size-1 rounded-full bg-current" />
      )}
    </button>
  )
}
