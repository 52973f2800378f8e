import { expect, test } from 'vitest'
import { safeRedirect } from './safe-redirect.ts'

test('leads back to a place of the dashboard', () => {
  expect(safeRedirect('/app/bookings?show=past')).toBe('/app/bookings?show=past')
})

test.each([
  undefined,
  'https://evil.example',
  '//evil.example/app',
  '/application',
  'javascript:1',
])('never leads to %s', (target) => {
  expect(safeRedirect(target)).toBe('/app')
})
