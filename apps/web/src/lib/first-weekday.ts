// For runtimes without week information in Intl: where the week does not start on a Monday.
const sundayRegions = /-(US|CA|MX|BR|JP|KR|TW|HK|IN|IL|ZA|PH|TH|ID|SG|CO|PE|VE|SA|YE|PT|PK|KE)\b/i
const saturdayRegions = /-(AE|AF|BH|DJ|DZ|EG|IQ|IR|JO|KW|LY|OM|QA|SD|SY)\b/i

type WeekLocale = Intl.Locale & {
  getWeekInfo?: () => { firstDay: number }
  weekInfo?: { firstDay: number }
}

/** The same from the region alone. */
export function usualFirstWeekday(locale: Intl.Locale): number {
  const tag = locale.maximize().toString()
  if (saturdayRegions.test(tag)) return 6
  return sundayRegions.test(tag) ? 7 : 1
}

/** The day on which weeks begin where a locale is spoken: 1 is Monday, 6 Saturday, 7 Sunday. */
export function firstWeekday(localeTag: string): number {
  const locale: WeekLocale = new Intl.Locale(localeTag)
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? usualFirstWeekday(locale)
}
