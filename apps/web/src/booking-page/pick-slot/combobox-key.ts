export type ComboboxState = {
  isOpen: boolean
  query: string
  /** Index of the suggestion that Enter takes. */
  active: number
}

export const closedCombobox: ComboboxState = { isOpen: false, query: '', active: 0 }

/**
 * What a key does to a combobox with `count` suggestions, by the ARIA pattern; null: the key is
 * the text field's own. `takes` means that the active suggestion is chosen.
 */
export function comboboxKey(
  state: ComboboxState,
  key: string,
  count: number,
): { state: ComboboxState; takes: boolean } | null {
  const isArrow = key === 'ArrowDown' || key === 'ArrowUp'
  if (!state.isOpen) {
    const opens = isArrow || key === 'Enter'
    return opens ? { state: { ...closedCombobox, isOpen: true }, takes: false } : null
  }
  if (key === 'Escape') return { state: closedCombobox, takes: false }
  if (key === 'Enter') return { state: count > 0 ? closedCombobox : state, takes: count > 0 }
  if (!isArrow) return null
  const step = key === 'ArrowDown' ? 1 : -1
  const active = count === 0 ? 0 : (state.active + step + count) % count
  return { state: { ...state, active }, takes: false }
}
