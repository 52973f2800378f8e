import { slugSchema } from '@rendez/contract/schemas'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slugify } from './slugify.ts'

test.each([
  ['Intro call', 'intro-call'],
  ['Café & Chat', 'cafe-chat'],
  ["Amara's  office hours!", 'amaras-office-hours'],
  ['  30 min ', '30-min'],
  ['Straße', 'strasse'],
  ['打ち合わせ', ''],
])('makes %j into %j', (name, slug) => {
  expect(slugify(name)).toBe(slug)
})

test('makes links that the contract accepts, or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (name) => {
      const slug = slugify(name)
      expect(slug === '' || slugSchema.safeParse(slug).data === slug).toBe(true)
    }),
  )
})
