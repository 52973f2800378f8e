import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { addMonths } from '../../lib/month.ts'
import type { MonthSlots } from '../page-model.ts'
import { loadMonth } from '../visit/load-month.ts'
import { type SlotSource, SlotsRefusedError } from '../visit/slot-source.ts'

export type MonthState =
  | { status: 'loading' }
  | { status: 'failed' }
  | { status: 'refused' }
  | { status: 'ready'; slots: MonthSlots }

type Months = ReadonlyMap<string, MonthState>

const loading: MonthState = { status: 'loading' }

const stateOf = (slots: MonthSlots | null): MonthState =>
  slots === null ? { status: 'refused' } : { status: 'ready', slots }

const withMonth = (months: Months, month: string, state: MonthState): Months =>
  new Map([...months, [month, state]])

/** Loads a month into the map; what was ready stays in sight until fresher slots arrive. */
function useLoader(source: SlotSource, setMonths: (change: (months: Months) => Months) => void) {
  const underWay = useRef(new Set<string>())
  return useCallback(
    async (month: string) => {
      if (underWay.current.has(month)) return
      underWay.current.add(month)
      const keepReady = (state: MonthState) => (months: Months) =>
        months.get(month)?.status === 'ready' ? months : withMonth(months, month, state)
      setMonths(keepReady(loading))
      try {
        const slots = await loadMonth(source, month)
        setMonths((months) => withMonth(months, month, { status: 'ready', slots }))
      } catch (error) {
        const status = error instanceof SlotsRefusedError ? 'refused' : 'failed'
        setMonths(keepReady({ status }))
      }
      underWay.current.delete(month)
    },
    [source, setMonths],
  )
}

/** The slots of the month in view, the next month's fetched ahead, and a way to ask again. */
export function useMonths(
  source: SlotSource,
  month: string,
  first: { month: string; slots: MonthSlots | null } | null,
): { current: MonthState; next: MonthState; refresh: () => void } {
  const [months, setMonths] = useState<Months>(
    () => new Map(first === null ? [] : [[first.month, stateOf(first.slots)]]),
  )
  const load = useLoader(source, setMonths)
  const current = months.get(month) ?? loading
  const nextMonth = addMonths(month, 1)
  const next = months.get(nextMonth) ?? loading

  // Asked once on arrival: after a failure the visitor decides when to try again.
  const arrive = useEffectEvent((month: string) => {
    if (current.status !== 'ready') void load(month)
  })
  useEffect(() => arrive(month), [month])

  useEffect(() => {
    if (current.status === 'ready' && !months.has(nextMonth)) void load(nextMonth)
  }, [current.status, months, nextMonth, load])

  const refresh = useCallback(() => {
    setMonths((months) => {
      const kept = months.get(month)
      return new Map(kept?.status === 'ready' ? [[month, kept]] : [])
    })
    void load(month)
  }, [load, month])

  return { current, next, refresh }
}
