import { api } from '../lib/api-client.ts'
import type { TimeView } from '../lib/format-time.ts'
import { locale } from './locale.ts'

/** The host who is logged in; the gate of the routes has loaded it before any screen shows. */
export function useProfile() {
  const [profile] = api.hosts.profile.useSuspenseQuery()
  return profile
}

/** How the host reads times. */
export function useTimeView(): TimeView {
  const { timeZone, timeFormat } = useProfile()
  return { locale, timeZone, timeFormat }
}
