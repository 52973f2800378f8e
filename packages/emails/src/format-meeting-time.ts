export type TimeFormat = '12h' | '24h'

type Moment = { date: string; time: string; shortDate: string }

/**
 * `Tuesday, 14 April 2026, 15:00 – 15:30 (Europe/Paris)`; both dates where midnight lies between.
 * Instants are ISO 8601, `timeZone` an IANA name.
 */
export function formatMeetingTime(
  startTime: string,
  endTime: string,
  timeZone: string,
  timeFormat: TimeFormat,
): string {
  const start = momentOf(startTime, timeZone, timeFormat)
  const end = momentOf(endTime, timeZone, timeFormat)
  const until = start.date === end.date ? end.time : `${end.date}, ${end.time}`
  return `${start.date}, ${start.time} – ${until} (${timeZone})`
}

/** `Tue 14 Apr, 15:00`, for a subject line. */
export function formatShortTime(
  startTime: string,
  timeZone: string,
  timeFormat: TimeFormat,
): string {
  const { shortDate, time } = momentOf(startTime, timeZone, timeFormat)
  return `${shortDate}, ${time}`
}

// Put together from parts: the punctuation of a whole format changes between versions of ICU.
function momentOf(instant: string, timeZone: string, timeFormat: TimeFormat): Moment {
  const parts = partsOf(instant, timeZone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: timeFormat === '12h' ? 'numeric' : '2-digit',
    minute: '2-digit',
    hourCycle: timeFormat === '12h' ? 'h12' : 'h23',
  })
  const { weekday = '', day = '', month = '', year = '', hour = '', minute = '' } = parts
  const suffix = timeFormat === '12h' ? ` ${(parts.dayPeriod ?? '').toUpperCase()}` : ''
  return {
    date: `${weekday}, ${day} ${month} ${year}`,
    time: `${hour}:${minute}${suffix}`,
    shortDate: `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)}`,
  }
}

function partsOf(
  instant: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  const format = new Intl.DateTimeFormat('en-US', { ...options, timeZone })
  const parts = format.formatToParts(new Date(instant))
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]))
}
