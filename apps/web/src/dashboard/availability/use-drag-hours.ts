import type { Weekday } from '@rendez/core'
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { type Drag, dragHours, type GridPoint, type WeekRanges } from './drag-hours.ts'
import { dayMinutes } from './minute-range.ts'
import { takeHold } from './take-hold.ts'

type Options = {
  week: WeekRanges
  days: readonly Weekday[]
  board: RefObject<HTMLDivElement | null>
  onChange: (week: WeekRanges) => void
}

/** A press without a pull opens this much. */
const pressMinutes = 60

const clamp = (value: number, most: number) => Math.min(Math.max(value, 0), most)

function pointOf(
  event: PointerEvent,
  board: HTMLElement,
  days: readonly Weekday[],
): GridPoint | null {
  const box = board.getBoundingClientRect()
  const column = Math.floor(((event.clientX - box.left) / box.width) * days.length)
  const weekday = days[clamp(column, days.length - 1)]
  const minute = ((event.clientY - box.top) / box.height) * dayMinutes
  return weekday === undefined ? null : { weekday, minute }
}

/** Pulls hours over the grid; the change is handed over when the pointer is lifted. */
export function useDragHours({ week, days, board, onChange }: Options) {
  const [preview, setPreview] = useState<WeekRanges | null>(null)
  const drag = useRef<Drag | null>(null)
  const stop = () => {
    drag.current = null
    setPreview(null)
  }
  useEscape(stop)
  const at = (event: PointerEvent) =>
    board.current === null ? null : pointOf(event, board.current, days)

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const point = at(event)
    if (point === null || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const held = takeHold(week, point)
    drag.current = held
    if (held.kind !== 'create') return
    setPreview(dragHours(week, held, { ...point, minute: point.minute + pressMinutes }))
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const point = at(event)
    if (drag.current === null || point === null) return
    const next = dragHours(week, drag.current, point)
    if (next !== null) setPreview(next)
  }
  const onPointerUp = () => {
    if (drag.current !== null && preview !== null) onChange(preview)
    stop()
  }
  const pointerProps = { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: stop }
  return { shown: preview ?? week, pointerProps }
}

function useEscape(stop: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => event.key === 'Escape' && stop()
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  })
}
