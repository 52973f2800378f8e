import { useEffect, useState } from 'react'
import { formatTime, type TimeView } from '../../lib/format-time.ts'
import type { Hold } from './use-hold.ts'

/** Until when the time is the guest's alone. Read out politely, when it begins and when it is over. */
export function HoldLine({ hold, view }: { hold: Hold | null; view: TimeView }) {
  const hasLapsed = useHasLapsed(hold)
  return (
    <p role="status" className="tabular min-h-5 text-sm text-muted">
      {hold !== null && !hasLapsed && `Held for you until ${formatTime(hold.until, view)}`}
      {hasLapsed &&
        'No longer held for you. Take your time: you can still book it while it is free.'}
    </p>
  )
}

function useHasLapsed(hold: Hold | null): boolean {
  const [lapsed, setLapsed] = useState<Hold | null>(null)
  useEffect(() => {
    if (hold === null) return
    const timer = setTimeout(() => setLapsed(hold), hold.until - Date.now())
    return () => clearTimeout(timer)
  }, [hold])
  return hold !== null && lapsed === hold
}
