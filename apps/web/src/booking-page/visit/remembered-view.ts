import type { TimeFormat } from '../../lib/format-time.ts'

/** What the visitor's browser keeps between visits, so that the first HTML is already theirs. */
export type RememberedView = {
  timeZone: string | null
  /** Chosen by the visitor, not merely their device's zone. */
  chosen: boolean
  timeFormat: TimeFormat | null
}

const cookieName = 'rendez_view'
const oneYear = 365 * 24 * 60 * 60

/** Reads the cookie header of a request, or `document.cookie`. */
export function readRememberedView(cookies: string): RememberedView {
  const entry = cookies.split('; ').find((cookie) => cookie.startsWith(`${cookieName}=`))
  const values = new URLSearchParams(entry?.slice(cookieName.length + 1) ?? '')
  const timeFormat = values.get('timeFormat')
  return {
    timeZone: values.get('timeZone'),
    chosen: values.get('chosen') === 'yes',
    timeFormat: timeFormat === '12h' || timeFormat === '24h' ? timeFormat : null,
  }
}

/** What to write into `document.cookie`. Nothing in it is secret, nothing is lost when it is refused. */
export function rememberedViewCookie(view: RememberedView): string {
  const values = new URLSearchParams()
  if (view.timeZone !== null) values.set('timeZone', view.timeZone)
  if (view.chosen) values.set('chosen', 'yes')
  if (view.timeFormat !== null) values.set('timeFormat', view.timeFormat)
  return `${cookieName}=${values}; Path=/; Max-Age=${oneYear}; SameSite=Lax`
}
