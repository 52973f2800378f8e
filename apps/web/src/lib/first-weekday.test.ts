import { expect, test } from 'vitest'
import { firstWeekday, usualFirstWeekday } from './first-weekday.ts'

const locales = ['en-US', 'en-GB', 'de-DE', 'ar-EG', 'he-IL', 'ja-JP', 'pt-BR', 'fr-FR', 'en-AU']

test('weeks begin where the locale says', () => {
  expect(firstWeekday('en-US')).toBe(7)
  expect(firstWeekday('de-DE')).toBe(1)
  expect(firstWeekday('ar-EG')).toBe(6)
  expect(firstWeekday('en')).toBe(7)
})

test.each(locales)('without week information in Intl, %s begins its weeks the same', (locale) => {
  expect(usualFirstWeekday(new Intl.Locale(locale))).toBe(firstWeekday(locale))
})
