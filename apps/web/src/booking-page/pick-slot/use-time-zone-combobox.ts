import {
  type ChangeEvent,
  type FocusEvent,
  type InputHTMLAttributes,
  type KeyboardEvent,
  type RefObject,
  useId,
  useRef,
  useState,
} from 'react'
import type { TimeZoneOption } from '../../lib/search-time-zones.ts'
import type { ViewControl } from '../visit/use-view.ts'
import { type ComboboxState, closedCombobox, comboboxKey } from './combobox-key.ts'
import { useTimeZoneOptions } from './use-time-zone-options.ts'

export type TimeZoneCombobox = ComboboxState & {
  rootRef: RefObject<HTMLDivElement | null>
  inputId: string
  listId: string
  options: TimeZoneOption[]
  /** The list stands above the field, where there is more room. */
  opensUpward: boolean
  inputProps: InputHTMLAttributes<HTMLInputElement>
  choose(option: TimeZoneOption): void
}

const roomForList = 320

export const optionId = (listId: string, index: number) => `${listId}-${index}`

function hasMoreRoomAbove(root: HTMLElement | null): boolean {
  const box = root?.getBoundingClientRect()
  if (box === undefined) return false
  const below = window.innerHeight - box.bottom
  return below < roomForList && box.top > below
}

/** State and keys of the zone's combobox, by the ARIA pattern with a list of suggestions. */
export function useTimeZoneCombobox(
  { view, deviceTimeZone, chooseTimeZone }: ViewControl,
  hostTimeZone: string,
): TimeZoneCombobox {
  const rootRef = useRef<HTMLDivElement>(null)
  const inputId = useId()
  const listId = useId()
  const [state, setState] = useState(closedCombobox)
  const [opensUpward, setOpensUpward] = useState(false)
  const options = useTimeZoneOptions(state, [view.timeZone, deviceTimeZone, hostTimeZone])

  const change = (next: ComboboxState) => {
    if (next.isOpen && !state.isOpen) setOpensUpward(hasMoreRoomAbove(rootRef.current))
    setState(next)
  }
  const choose = ({ timeZone }: TimeZoneOption) => {
    chooseTimeZone(timeZone)
    setState(closedCombobox)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const result = event.nativeEvent.isComposing
      ? null
      : comboboxKey(state, event.key, options.length)
    if (result === null) return
    event.preventDefault()
    const option = options[state.active]
    if (result.takes && option !== undefined) choose(option)
    else change(result.state)
  }

  const inputProps = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': state.isOpen,
    'aria-controls': state.isOpen ? listId : undefined,
    'aria-activedescendant':
      state.isOpen && options.length > 0 ? optionId(listId, state.active) : undefined,
    onFocus: (event: FocusEvent<HTMLInputElement>) => event.target.select(),
    onClick: () => !state.isOpen && change({ ...closedCombobox, isOpen: true }),
    onBlur: () => setState(closedCombobox),
    onChange: (event: ChangeEvent<HTMLInputElement>) =>
      change({ isOpen: true, query: event.target.value, active: 0 }),
    onKeyDown,
  } as const
  return { ...state, rootRef, inputId, listId, options, opensUpward, inputProps, choose }
}
