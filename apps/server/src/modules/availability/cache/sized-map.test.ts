import { expect, test } from 'vitest'
import { createSizedMap } from './sized-map.ts'

test('what was used last stays, up to the size in all', () => {
  const map = createSizedMap<{ size: number }>(10)
  for (const key of ['a', 'b', 'c']) map.set(key, { size: 3 })
  map.get('a')
  map.set('d', { size: 4 })
  expect(['a', 'b', 'c', 'd'].filter((key) => map.get(key) !== undefined)).toEqual(['a', 'c', 'd'])
})

test('another value takes the place of the one before, and one that is too large takes none', () => {
  const map = createSizedMap<{ size: number }>(10)
  map.set('a', { size: 9 })
  map.set('a', { size: 2 })
  map.set('b', { size: 8 })
  expect(map.get('a')).toEqual({ size: 2 })
  map.set('b', { size: 11 })
  expect(map.get('b')).toBeUndefined()
  expect(map.get('a')).toBeDefined()
})
