import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { readWanted } from '../visit/read-visit.ts'
import type { SlotPicker } from './use-slot-picker.ts'

export type Stage = 'pick' | 'details'

/** The address of where the visitor stands; what else a link said stays in it. */
function addressOf(picker: SlotPicker, stage: Stage): string {
  const { pathname, search } = window.location
  const values = new URLSearchParams(search)
  for (const name of ['month', 'date', 'time']) values.delete(name)
  if (stage === 'details' && picker.start !== null) {
    values.set('time', new Date(picker.start).toISOString())
  } else if (picker.dateIsChosen && picker.date !== null) {
    values.set('date', picker.date)
  } else if (!picker.isFirstFree) {
    values.set('month', picker.month)
  }
  return values.size === 0 ? pathname : `${pathname}?${values}`
}

/**
 * Picking a time, then filling in the details: the address follows, a reload stays, and the
 * browser's Back leads from the details to the times.
 */
export function useStage(picker: SlotPicker, first: Stage) {
  const [stage, setStage] = useState(first)
  const hasPushed = useRef(false)

  useEffect(() => {
    const address = addressOf(picker, stage)
    const { pathname, search } = window.location
    if (address !== pathname + search) history.replaceState(null, '', address)
  })

  const onReturn = useEffectEvent(() => {
    const { start } = readWanted(new URLSearchParams(window.location.search))
    hasPushed.current = false
    setStage(start === null ? 'pick' : 'details')
    if (start !== null && start !== picker.start) picker.chooseStart(start)
  })
  useEffect(() => {
    const listen = () => onReturn()
    window.addEventListener('popstate', listen)
    return () => window.removeEventListener('popstate', listen)
  }, [])

  const openDetails = () => {
    history.pushState(null, '', addressOf(picker, 'details'))
    hasPushed.current = true
    setStage('details')
  }
  const backToTimes = () => {
    if (hasPushed.current) history.back()
    else setStage('pick')
  }
  /** As after a reload: the address says it already. */
  const reopenDetails = useCallback(() => setStage('details'), [])
  return { stage, openDetails, reopenDetails, backToTimes }
}
