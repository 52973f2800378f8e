import { useCallback, useEffect, useState } from 'react'
import { detectTimeZone } from '../../lib/detect-time-zone.ts'
import type { TimeFormat } from '../../lib/format-time.ts'
import type { View } from '../page-model.ts'
import { type RememberedView, readRememberedView, rememberedViewCookie } from './remembered-view.ts'

function remember(change: Partial<RememberedView>): void {
  const cookie = rememberedViewCookie({ ...readRememberedView(document.cookie), ...change })
  // The Cookie Store API would be missing wherever the page is served over plain HTTP.
  Reflect.set(document, 'cookie', cookie)
}

export type ViewControl = {
  view: View
  /** The zone of the visitor's device; null until the page is alive. */
  deviceTimeZone: string | null
  chooseTimeZone(timeZone: string): void
  chooseTimeFormat(timeFormat: TimeFormat): void
}

/**
 * The visitor's zone and clock. The first rendering repeats the server's guess; then the device's
 * zone replaces it, unless the visitor or the link named one.
 */
export function useView(initial: View): ViewControl {
  const [view, setView] = useState(initial)
  const [deviceTimeZone, setDeviceTimeZone] = useState<string | null>(null)

  useEffect(() => {
    const timeZone = detectTimeZone()
    setDeviceTimeZone(timeZone)
    const isGuess = initial.timeZoneFrom === 'host' || initial.timeZoneFrom === 'detected'
    if (timeZone === null || !isGuess) return
    setView((view) => ({ ...view, timeZone, timeZoneFrom: 'detected' }))
    remember({ timeZone, chosen: false })
  }, [initial])

  const chooseTimeZone = useCallback((timeZone: string) => {
    setView((view) => ({ ...view, timeZone, timeZoneFrom: 'chosen' }))
    remember({ timeZone, chosen: true })
  }, [])

  const chooseTimeFormat = useCallback((timeFormat: TimeFormat) => {
    setView((view) => ({ ...view, timeFormat }))
    remember({ timeFormat })
  }, [])

  return { view, deviceTimeZone, chooseTimeZone, chooseTimeFormat }
}
