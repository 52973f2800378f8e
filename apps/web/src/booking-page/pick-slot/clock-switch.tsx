import type { TimeFormat } from '../../lib/format-time.ts'

const names = { '12h': '12h', '24h': '24h' } as const
const formats: TimeFormat[] = ['12h', '24h']

/** 9:30 pm or 21:30. */
export function ClockSwitch(props: { value: TimeFormat; onChange(timeFormat: TimeFormat): void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its legend and frame
    <div role="group" aria-label="Clock" className="flex rounded-control bg-hover p-0.5 text-xs">
      {formats.map((format) => (
        <button
          key={format}
          type="button"
          aria-pressed={format === props.value}
          aria-label={format === '12h' ? '12-hour clock' : '24-hour clock'}
          onClick={() => props.onChange(format)}
          className="min-h-8 rounded-[6px] px-2.5 font-medium text-muted aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:ring-1 aria-pressed:ring-line pointer-coarse:min-h-10"
        >
          {names[format]}
        </button>
      ))}
    </div>
  )
}
