import { expect, test } from 'vitest'
import { chooseLocale } from './choose-locale.ts'

test('the first language that Intl knows is chosen, by weight', () => {
  expect(chooseLocale('de-AT,de;q=0.9,en;q=0.8')).toBe('de-AT')
  expect(chooseLocale('en;q=0.5,fr-CH;q=0.9')).toBe('fr-CH')
  expect(chooseLocale('xx-YY,pt-BR')).toBe('pt-BR')
})

test('what cannot be read falls back to unambiguous English', () => {
  for (const header of ['', '*', ';;,,', 'xx', 'en;q=0', 'a'.repeat(5000), '<script>']) {
    expect(chooseLocale(header)).toBe('en-GB')
  }
})
