import type { CreatedHold } from '@rendez/contract'
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { holdSlot, releaseHold } from '../api/hold-slot.ts'
import type { Refusal } from '../api/refusal.ts'
import { keepHold, recallHold } from './hold-memory.ts'

/** `until` is in epoch milliseconds, by this browser's own clock. */
export type Hold = { until: number }

export type Holding = {
  hold: Hold | null
  /** The token to book with, when what is being asked for is answered; undefined without a hold. */
  holdToken(): Promise<string | undefined>
  /** Its booking has taken its place. */
  forget(): void
}

type Asked = Promise<CreatedHold | null>

const nothing: Asked = Promise.resolve(null)

// Whoever goes back asks whether the time is free, and must not meet their own hold.
let released: Promise<unknown> = nothing

/** Settles when nothing is held any more that was let go before. */
export const whenReleased = (): Promise<unknown> => released

/**
 * Holds the start while the form is open, and lets it go when the guest goes back or leaves. A form
 * without a hold works as well.
 */
export function useHold(
  meetingTypeId: string,
  start: number | null,
  onRefused: (refusal: Refusal, start: number) => void,
): Holding {
  const [hold, setHold] = useState<Hold | null>(null)
  const wanted = useRef<number | null>(null)
  const asked = useRef<Asked>(nothing)

  const ask = useEffectEvent(async (start: number) => {
    const answer = await holdSlot(meetingTypeId, start, recallHold(meetingTypeId)?.holdToken)
    const isWanted = wanted.current === start
    if (!answer.ok) {
      if (isWanted) onRefused(answer.refusal, start)
      return null
    }
    const { holdToken, lastsSeconds } = answer.value
    keepHold(meetingTypeId, { start, holdToken })
    if (isWanted) setHold({ until: Date.now() + lastsSeconds * 1000 })
    return answer.value
  })
  const begin = useEffectEvent((start: number) => {
    // One after the other: each takes the place of the one before.
    asked.current = asked.current.then((before) => (wanted.current === start ? ask(start) : before))
  })
  const letGo = useCallback(() => {
    const last = asked.current
    asked.current = nothing
    released = last.then((held) => held && releaseHold(held))
  }, [])
  const holdToken = useCallback(async () => (await asked.current)?.holdToken, [])
  const forget = useCallback(() => {
    asked.current = nothing
    keepHold(meetingTypeId, null)
  }, [meetingTypeId])

  useEffect(() => {
    wanted.current = start
    setHold(null)
    if (start === null) letGo()
    else begin(start)
  }, [start, letGo])

  const comeBack = useEffectEvent((event: PageTransitionEvent) => {
    // From where the browser kept the page, without what it held.
    if (event.persisted && start !== null) begin(start)
  })
  useEffect(() => {
    const listen = (event: PageTransitionEvent) => comeBack(event)
    window.addEventListener('pagehide', letGo)
    window.addEventListener('pageshow', listen)
    return () => {
      window.removeEventListener('pagehide', letGo)
      window.removeEventListener('pageshow', listen)
    }
  }, [letGo])
  return { hold, holdToken, forget }
}
