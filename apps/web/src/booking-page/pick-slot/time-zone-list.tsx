import { useEffect, useRef } from 'react'
import type { View } from '../page-model.ts'
import { optionId, type TimeZoneCombobox } from './use-time-zone-combobox.ts'

/** The suggestions of the zone's combobox. */
export function TimeZoneList({ combobox, view }: { combobox: TimeZoneCombobox; view: View }) {
  const { listId, options, active, opensUpward, choose } = combobox
  const activeRef = useRef<HTMLLIElement>(null)
  useEffect(() => activeRef.current?.scrollIntoView({ block: 'nearest' }), [active, options])
  const place = opensUpward ? 'bottom-full mb-1' : 'top-full mt-1'
  const frame = `absolute inset-x-0 z-20 rounded-control border border-line bg-surface shadow-popover ${place}`
  return (
    <div className={frame}>
      <p role="status" className={options.length === 0 ? 'p-3 text-muted text-sm' : 'sr-only'}>
        {options.length === 0
          ? 'No time zone of that name. Try a large city nearby.'
          : `${options.length} time zones`}
      </p>
      <ul
        id={listId}
        role="listbox"
        aria-label="Time zones"
        className={`max-h-72 overflow-y-auto overscroll-contain p-1 ${options.length === 0 ? 'hidden' : ''}`}
      >
        {options.map((option, index) => (
          // Keys work in the text field, which keeps the focus.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          <li
            key={option.timeZone}
            id={optionId(listId, index)}
            ref={index === active ? activeRef : null}
            role="option"
            aria-selected={option.timeZone === view.timeZone}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
            className={`flex min-h-11 cursor-pointer items-center justify-between gap-3 rounded-[6px] px-3 py-1.5 text-sm hover:bg-hover ${index === active ? 'bg-hover outline-2 outline-focus -outline-offset-2' : ''}`}
          >
            <span className="min-w-0">
              <span className="block font-medium">{option.city}</span>
              <span className="block truncate text-muted text-xs">
                {option.timeZone.replaceAll('_', ' ')}
              </span>
            </span>
            <span className="tabular shrink-0 text-muted">{option.offset}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
