import { expect, test } from 'vitest'
import { guessPreferences } from './guess-preferences.ts'

test.each([
  ['en-US,en;q=0.9', '12h', 'sunday'],
  ['de-AT,de;q=0.8', '24h', 'monday'],
  ['ar-EG', '12h', 'saturday'],
  ['en-GB;q=0.7', '24h', 'monday'],
  [null, '24h', 'monday'],
  ['*', '24h', 'monday'],
  ['<script>', '24h', 'monday'],
])('%j prefers %s and a week from %s', (acceptLanguage, timeFormat, weekStart) => {
  expect(guessPreferences(acceptLanguage)).toEqual({ timeFormat, weekStart })
})
