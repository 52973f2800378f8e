import type { Profile } from '@rendez/contract'

type Preferences = Pick<Profile, 'timeFormat' | 'weekStart'>

/** How people of a browser's first language write time and begin the week. */
export function guessPreferences(acceptLanguage: string | null): Preferences {
  const locale = firstLocale(acceptLanguage)
  if (locale === undefined) return { timeFormat: '24h', weekStart: 'monday' }
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions()
  return { timeFormat: hour12 ? '12h' : '24h', weekStart: weekStartOf(locale) }
}

function firstLocale(acceptLanguage: string | null): Intl.Locale | undefined {
  const tag = acceptLanguage?.split(',')[0]?.split(';')[0]?.trim() ?? ''
  try {
    return tag === '' ? undefined : new Intl.Locale(tag)
  } catch {
    return undefined
  }
}

function weekStartOf(locale: Intl.Locale): Preferences['weekStart'] {
  switch (locale.getWeekInfo().firstDay) {
    case 6:
      return 'saturday'
    case 7:
      return 'sunday'
    default:
      return 'monday'
  }
}
