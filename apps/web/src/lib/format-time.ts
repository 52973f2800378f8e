import { isRepeatedTime } from './is-repeated-time.ts'

export type TimeFormat = '12h' | '24h'

/** How a person reads times: their locale (BCP 47), their zone (IANA) and their clock. */
export type TimeView = { locale: string; timeZone: string; timeFormat: TimeFormat }

// Building a formatter costs a thousand times more than using it.
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const kept = formatters.get(key)
  if (kept !== undefined) return kept
  // The page's month is Gregorian and its figures line up: a locale changes words and order only.
  const made = new Intl.DateTimeFormat(locale, {
    calendar: 'gregory',
    numberingSystem: 'latn',
    ...options,
  })
  formatters.set(key, made)
  return made
}

// Versions of ICU differ in their kinds of space; a page rendered by one and brought alive by
// another has to read the same.
const plainSpaces = (text: string) => text.replace(/[\u00a0\u2009\u202f]/g, ' ')

const clock = (timeFormat: TimeFormat): Intl.DateTimeFormatOptions =>
  timeFormat === '12h'
    ? { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' }
    : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }

const longDay: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' }

const instantOfDate = (date: string) => Date.parse(`${date}T12:00:00Z`)

/**
 * A time of day, such as '9:30 am' or '09:30'; where the clocks show it twice it says which one,
 * such as '1:30 am EDT'. Instants are epoch milliseconds throughout.
 */
export function formatTime(instant: number, { locale, timeZone, timeFormat }: TimeView): string {
  const options = { timeZone, ...clock(timeFormat) }
  const precise: Intl.DateTimeFormatOptions = isRepeatedTime(instant, timeZone)
    ? { ...options, timeZoneName: 'short' }
    : options
  return plainSpaces(formatter(locale, precise).format(instant))
}

/** From a start to an end, such as '9:30 – 10:00 am'. */
export function formatTimeRange(start: number, end: number, view: TimeView): string {
  const { locale, timeZone, timeFormat } = view
  const range = formatter(locale, { timeZone, ...clock(timeFormat) })
  const sameDay = formatDay(start, view) === formatDay(end, view)
  const isPlain = !isRepeatedTime(start, timeZone) && !isRepeatedTime(end, timeZone)
  // Intl writes out both dates when a range crosses midnight; here the day stands beside it. And
  // it makes one time of two that read the same.
  return sameDay && isPlain
    ? plainSpaces(range.formatRange(start, end))
    : `${formatTime(start, view)} – ${formatTime(end, view)}`
}

/** The day of an instant in full, such as 'Tuesday, 14 April 2026'. */
export function formatDay(
  instant: number,
  { locale, timeZone }: Pick<TimeView, 'locale' | 'timeZone'>,
): string {
  return plainSpaces(formatter(locale, { timeZone, ...longDay, year: 'numeric' }).format(instant))
}

/** A date ('YYYY-MM-DD') without its year, such as 'Tuesday 14 April'. */
export function formatDate(date: string, locale: string): string {
  return plainSpaces(formatter(locale, { timeZone: 'UTC', ...longDay }).format(instantOfDate(date)))
}

/** A date ('YYYY-MM-DD') where there is little room, such as 'Tue 14 Apr'. */
export function formatShortDate(date: string, locale: string): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const
  return plainSpaces(formatter(locale, options).format(instantOfDate(date)))
}

/** A month ('YYYY-MM'), such as 'April 2026'. */
export function formatMonth(month: string, locale: string): string {
  const options = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return plainSpaces(formatter(locale, options).format(instantOfDate(`${month}-15`)))
}

/** The name of a weekday (1 is Monday, 7 is Sunday). */
export function formatWeekday(
  weekday: number,
  locale: string,
  width: 'long' | 'short' | 'narrow',
): string {
  // 1 January 2024 was a Monday.
  const date = `2024-01-0${weekday}`
  return formatter(locale, { weekday: width, timeZone: 'UTC' }).format(instantOfDate(date))
}

/** Whether people of the locale write 9:30 pm or 21:30. */
export function usualTimeFormat(locale: string): TimeFormat {
  const { hourCycle } = formatter(locale, { hour: 'numeric' }).resolvedOptions()
  return hourCycle === 'h11' || hourCycle === 'h12' ? '12h' : '24h'
}
