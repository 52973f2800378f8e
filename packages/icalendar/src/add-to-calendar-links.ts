export type CalendarEntry = {
  /** Instants: ISO 8601 with `Z` or an offset. */
  startTime: string
  endTime: string
  summary: string
  /** Plain text, lines separated by \n. */
  description: string
  location: string
}

export type AddToCalendarLinks = Record<'google' | 'outlook' | 'office365' | 'yahoo', string>

// An address that is too long is refused by the calendar; escaped, one character can take nine.
const LONGEST_DESCRIPTION = 800

/**
 * Addresses that open the compose form of a web calendar, filled in with the entry.
 * @throws RangeError when a time is not a time.
 */
export function addToCalendarLinks(entry: CalendarEntry): AddToCalendarLinks {
  const { summary, location } = entry
  const start = new Date(entry.startTime).toISOString()
  const end = new Date(entry.endTime).toISOString()
  const description = shorten(entry.description)
  const outlook = {
    path: '/calendar/action/compose',
    rru: 'addevent',
    startdt: start,
    enddt: end,
    subject: summary,
    body: toHtml(description),
    location,
    allday: 'false',
  }
  return {
    google: address('https://calendar.google.com/calendar/render', {
      action: 'TEMPLATE',
      text: summary,
      dates: `${compact(start)}/${compact(end)}`,
      details: description,
      location,
    }),
    outlook: address('https://outlook.live.com/calendar/deeplink/compose', outlook),
    office365: address('https://outlook.office.com/calendar/deeplink/compose', outlook),
    yahoo: address('https://calendar.yahoo.com/', {
      v: '60',
      title: summary,
      st: compact(start),
      et: compact(end),
      desc: description,
      in_loc: location,
    }),
  }
}

// Not URLSearchParams: it writes a space as +, which Outlook shows as a plus sign.
function address(base: string, parameters: Record<string, string>): string {
  const query = Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&')
  return `${base}?${query}`
}

/** `2026-12-01T09:00:00.000Z` as `20261201T090000Z`. */
function compact(instant: string): string {
  return instant.replace(/[-:]|\.\d+/g, '')
}

function shorten(text: string): string {
  const characters = Array.from(text)
  if (characters.length <= LONGEST_DESCRIPTION) return text
  return `${characters.slice(0, LONGEST_DESCRIPTION - 1).join('')}…`
}

// Outlook reads the body as HTML: line ends would vanish and what looks like a tag would act as one.
function toHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>')
}
