import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

// A panel over the list is part of the bookings screen; it takes the focus by itself.
const screenOf = (path: string) => path.replace(/^\/app\/bookings\/.*/, '/app/bookings')

/** Moves the focus into the content when another screen appears, as a new page would. */
export function useScreenFocus() {
  const main = useRef<HTMLElement>(null)
  const screen = useLocation({ select: ({ pathname }) => screenOf(pathname) })
  const shown = useRef(screen)
  useEffect(() => {
    if (shown.current === screen) return
    shown.current = screen
    main.current?.focus({ preventScroll: true })
  }, [screen])
  return main
}
