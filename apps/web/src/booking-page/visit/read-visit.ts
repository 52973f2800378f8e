import { isValidTimeZone } from '@rendez/core'
import { firstWeekday } from '../../lib/first-weekday.ts'
import { usualTimeFormat } from '../../lib/format-time.ts'
import { isDate, isMonth } from '../../lib/month.ts'
import type { InviteeDraft, View } from '../page-model.ts'
import { chooseLocale } from './choose-locale.ts'
import { readRememberedView } from './remembered-view.ts'

/** What a request says about who asks and what they want to see. */
export type Visit = {
  view: View
  /** 'YYYY-MM', 'YYYY-MM-DD' and epoch milliseconds; null where the address does not say. */
  month: string | null
  date: string | null
  start: number | null
  draft: InviteeDraft
}

export type GuestRequest = { url: string; acceptLanguage: string; cookies: string }

/**
 * Reads a guest's request. Whatever cannot be used is passed over: a broken link opens the page as
 * if it had said nothing.
 */
export function readVisit(request: GuestRequest, hostTimeZone: string): Visit {
  const { searchParams } = new URL(request.url)
  return {
    view: readView(request, searchParams, hostTimeZone),
    ...readWanted(searchParams),
    draft: {
      name: (searchParams.get('name') ?? '').slice(0, 100),
      email: (searchParams.get('email') ?? '').slice(0, 254),
      phone: (searchParams.get('phone') ?? '').slice(0, 60),
      notes: (searchParams.get('notes') ?? '').slice(0, 2000),
    },
  }
}

/** What an address asks to see: `?time=` (an instant), else `?date=`, else `?month=`. */
export function readWanted(searchParams: URLSearchParams): Pick<Visit, 'month' | 'date' | 'start'> {
  const month = searchParams.get('month') ?? ''
  const date = searchParams.get('date') ?? ''
  const start = Date.parse(searchParams.get('time') ?? '')
  return {
    month: isMonth(month) && isThisCentury(month) ? month : null,
    date: isDate(date) && isThisCentury(date) ? date : null,
    start: start > earliest && start < latest ? start : null,
  }
}

// Beyond it nothing can be booked, and dates are not written as four, two and two figures.
const earliest = Date.UTC(2000, 0, 2)
const latest = Date.UTC(2099, 11, 31)
const isThisCentury = (text: string) => text.startsWith('20')

function readView(request: GuestRequest, searchParams: URLSearchParams, host: string): View {
  const remembered = readRememberedView(request.cookies)
  const locale = chooseLocale(request.acceptLanguage)
  const theme = searchParams.get('theme')
  return {
    ...chooseTimeZone(searchParams.get('timezone'), remembered, host),
    locale,
    timeFormat: remembered.timeFormat ?? usualTimeFormat(locale),
    firstWeekday: firstWeekday(locale),
    theme: theme === 'light' || theme === 'dark' ? theme : null,
  }
}

function chooseTimeZone(
  asked: string | null,
  remembered: { timeZone: string | null; chosen: boolean },
  host: string,
): Pick<View, 'timeZone' | 'timeZoneFrom'> {
  if (asked !== null && isValidTimeZone(asked)) return { timeZone: asked, timeZoneFrom: 'address' }
  const { timeZone, chosen } = remembered
  if (timeZone !== null && isValidTimeZone(timeZone)) {
    return { timeZone, timeZoneFrom: chosen ? 'chosen' : 'detected' }
  }
  return { timeZone: host, timeZoneFrom: 'host' }
}
