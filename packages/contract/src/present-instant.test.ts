import { expect, test } from 'vitest'
import { presentInstant } from './present-instant.ts'
import { instantSchema } from './time.schemas.ts'

test.each([
  ['2027-03-01T10:00:00+01:00', '2027-03-01T09:00:00Z'],
  ['2027-03-01T09:00:00.000Z', '2027-03-01T09:00:00Z'],
  ['2027-03-01T09:00:10.120Z', '2027-03-01T09:00:10.12Z'],
])('%s leaves as %s, as it does from the schema', (text, presented) => {
  expect(presentInstant(Date.parse(text))).toBe(presented)
  expect(instantSchema.parse(text)).toBe(presented)
})
