import { expect, test } from 'vitest'
import { closedCombobox, comboboxKey } from './combobox-key.ts'

const open = { isOpen: true, query: 'par', active: 0 }

test('arrows and Enter open the list; other keys stay with the field', () => {
  expect(comboboxKey(closedCombobox, 'ArrowDown', 0)?.state.isOpen).toBe(true)
  expect(comboboxKey(closedCombobox, 'Enter', 0)?.state.isOpen).toBe(true)
  expect(comboboxKey(closedCombobox, 'Escape', 0)).toBeNull()
  expect(comboboxKey(closedCombobox, 'Tab', 0)).toBeNull()
})

test('arrows go round the suggestions', () => {
  expect(comboboxKey(open, 'ArrowDown', 3)?.state.active).toBe(1)
  expect(comboboxKey(open, 'ArrowUp', 3)?.state.active).toBe(2)
  expect(comboboxKey({ ...open, active: 2 }, 'ArrowDown', 3)?.state.active).toBe(0)
})

test('Enter takes a suggestion and closes; without one it does nothing', () => {
  expect(comboboxKey(open, 'Enter', 3)).toEqual({ state: closedCombobox, takes: true })
  expect(comboboxKey(open, 'Enter', 0)).toEqual({ state: open, takes: false })
})

test('Escape closes and takes nothing; typing is left to the field', () => {
  expect(comboboxKey(open, 'Escape', 3)).toEqual({ state: closedCombobox, takes: false })
  expect(comboboxKey(open, 'x', 3)).toBeNull()
})
