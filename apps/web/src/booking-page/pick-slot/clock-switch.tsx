import type { TimeFormat } from '../../lib/format-time.ts'

const clocks: { format: TimeFormat; name: string }[] = [
  { format: '12h', name: '12h clock' },
  { format: '24h', name: '24h clock' },
]

/** 9:30 pm or 21:30. */
export function ClockSwitch(props: { value: TimeFormat; onChange(timeFormat: TimeFormat): void }) {
  return (
    <fieldset className="noscript:hidden flex rounded-control bg-hover p-0.5 text-xs">
      <legend className="sr-only">Clock</legend>
      {clocks.map(({ format, name }) => (
        <button
          key={format}
          type="button"
          aria-pressed={format === props.value}
          aria-label={name}
          onClick={() => props.onChange(format)}
          className="min-h-8 rounded-[6px] px-2.5 font-medium text-muted aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:ring-1 aria-pressed:ring-line pointer-coarse:min-h-10"
        >
          {format}
        </button>
      ))}
    </fieldset>
  )
}
