import { expect, test } from 'vitest'
import { storableText } from './storable-text.ts'

test('keeps the beginning, and nothing that PostgreSQL refuses', () => {
  expect(storableText('Error: 5\0\0 of 6')).toBe('Error: 5 of 6')
  expect(storableText('x'.repeat(2_000))).toBe('x'.repeat(500))
})
