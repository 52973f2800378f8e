import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { addMonths, monthOfDate } from '../../lib/month.ts'
import { moveInGrid } from './move-in-grid.ts'

const monthsAhead = 24

/** The one tab stop of the grid: where it stands, and how keys move it. */
export function useDayFocus(grid: {
  month: string
  /** Where the tab stop stands until a key moves it. */
  home: string
  firstMonth: string
  firstWeekday: number
  onMonth(month: string): void
}): {
  /** For the table: a grid to assistive technology, and to the keys. */
  gridProps: {
    ref: RefObject<HTMLTableElement | null>
    role: 'grid'
    onKeyDown(event: KeyboardEvent): void
  }
  tabStop: string
  onFocusDay(date: string): void
} {
  const { month, home, firstMonth, firstWeekday, onMonth } = grid
  const tableRef = useRef<HTMLTableElement>(null)
  const focusWanted = useRef(false)
  const [moved, setMoved] = useState<string | null>(null)
  const tabStop = moved !== null && monthOfDate(moved) === month ? moved : home

  useEffect(() => {
    if (!focusWanted.current) return
    focusWanted.current = false
    tableRef.current?.querySelector<HTMLElement>(`[data-date="${tabStop}"]`)?.focus()
  }, [tabStop])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const target = moveInGrid(tabStop, event, firstWeekday)
    if (target === null) return
    event.preventDefault()
    const targetMonth = monthOfDate(target)
    const inReach = targetMonth >= firstMonth && targetMonth <= addMonths(firstMonth, monthsAhead)
    if (!inReach || target === tabStop) return
    focusWanted.current = true
    setMoved(target)
    if (targetMonth !== month) onMonth(targetMonth)
  }

  return { gridProps: { ref: tableRef, role: 'grid', onKeyDown }, tabStop, onFocusDay: setMoved }
}
