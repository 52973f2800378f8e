import type { AnyRouter } from '@tanstack/react-router'

/**
 * Leads to the log-in when the server says that the session has ended, and back afterwards. Changes
 * that are not saved are asked about first, as before every other departure.
 */
export function askToLogIn(router: AnyRouter): void {
  const { href, pathname } = router.latestLocation
  if (pathname === '/app/login') return
  void router.navigate({ to: '/app/login', search: { redirect: href } })
}
