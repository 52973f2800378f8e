import type { TimeZoneOption } from '../../lib/search-time-zones.ts'
import { optionId, type TimeZoneCombobox } from './use-time-zone-combobox.ts'

const bringIntoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' })

function Option(props: {
  id: string
  option: TimeZoneOption
  isActive: boolean
  isCurrent: boolean
  onChoose(): void
}) {
  const { id, option, isActive, isCurrent, onChoose } = props
  const ground = isActive ? 'bg-hover outline-2 outline-focus -outline-offset-2' : 'hover:bg-hover'
  return (
    <div
      id={id}
      ref={isActive ? bringIntoView : null}
      role="option"
      aria-selected={isCurrent}
      tabIndex={-1}
      // Not at the click: by then the text field would have lost the focus, and the list be gone.
      onMouseDown={(event) => {
        event.preventDefault()
        onChoose()
      }}
      className={`flex min-h-11 cursor-pointer items-center justify-between gap-3 rounded-[6px] px-3 py-1.5 text-sm ${ground}`}
    >
      <span className="min-w-0">
        <span className="block font-medium">{option.city}</span>
        <span className="block truncate text-muted text-xs">
          {option.timeZone.replaceAll('_', ' ')}
        </span>
      </span>
      <span className="tabular shrink-0 text-muted">{option.offset}</span>
    </div>
  )
}

/** The suggestions of the zone's combobox; `current` is the zone in use. */
export function TimeZoneList(props: { combobox: TimeZoneCombobox; current: string }) {
  const { listId, options, active, opensUpward, choose } = props.combobox
  const place = opensUpward ? 'bottom-full mb-1' : 'top-full mt-1'
  const isEmpty = options.length === 0
  return (
    <div
      className={`absolute inset-x-0 z-20 rounded-control border border-line bg-surface shadow-popover ${place}`}
    >
      <p role="status" className={isEmpty ? 'p-3 text-muted text-sm' : 'sr-only'}>
        {isEmpty
          ? 'No time zone of that name. Try a large city nearby.'
          : `${options.length} time zones`}
      </p>
      <div
        id={listId}
        role="listbox"
        aria-label="Time zones"
        tabIndex={-1}
        className={`max-h-72 overflow-y-auto overscroll-contain p-1 ${isEmpty ? 'hidden' : ''}`}
      >
        {options.map((option, index) => (
          <Option
            key={option.timeZone}
            id={optionId(listId, index)}
            option={option}
            isActive={index === active}
            isCurrent={option.timeZone === props.current}
            onChoose={() => choose(option)}
          />
        ))}
      </div>
    </div>
  )
}
