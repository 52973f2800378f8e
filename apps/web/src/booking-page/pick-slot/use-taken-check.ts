import { useEffect, useEffectEvent } from 'react'
import { checkSlot } from '../api/check-slot.ts'
import { whenReleased } from '../invitee-form/use-hold.ts'

/** Asks at once whether a chosen start is still free, so that nobody fills in a form for nothing. */
export function useTakenCheck(
  meetingTypeId: string,
  start: number | null,
  onTaken: (start: number) => void,
): void {
  const report = useEffectEvent(onTaken)
  useEffect(() => {
    if (start === null) return
    let isWanted = true
    const check = whenReleased().then(() => checkSlot(meetingTypeId, start))
    void check.then((answer) => {
      // Without an answer the booking itself will tell.
      if (isWanted && answer.ok && !answer.value.available) report(start)
    })
    return () => {
      isWanted = false
    }
  }, [meetingTypeId, start])
}
