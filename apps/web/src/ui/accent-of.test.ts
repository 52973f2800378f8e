import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accentOf } from './accent-of.ts'
import { contrast, readHex, writeHex } from './oklch.ts'

const hexColor = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, '0')}`)

/** The tokens in light and in dark. */
function tokensOf(color: string): Record<string, [string, string]> {
  const declarations = accentOf(color).slice(':root{'.length, -1).split(';')
  return Object.fromEntries(
    declarations.map((declaration) => {
      const [name = '', value = ''] = declaration.slice(2).split(':')
      const [light = '', dark = light] = value.match(/#[0-9a-f]{6}/g) ?? []
      return [name, [light, dark]]
    }),
  )
}

test('whatever colour a host picks, text on it and in it can be read in light and in dark', () => {
  fc.assert(
    fc.property(hexColor, (color) => {
      const tokens = tokensOf(color)
      const of = (name: string, theme: 0 | 1) => tokens[name]?.[theme] ?? ''
      for (const theme of [0, 1] as const) {
        const surface = theme === 0 ? '#ffffff' : '#17181b'
        expect(contrast(of('accent', theme), '#ffffff')).toBeGreaterThanOrEqual(4.5)
        expect(contrast(of('accent-hover', theme), '#ffffff')).toBeGreaterThanOrEqual(4.5)
        for (const ground of [surface, of('accent-soft', theme), of('accent-soft-hover', theme)]) {
          expect(contrast(of('accent-ink', theme), ground)).toBeGreaterThanOrEqual(4.5)
        }
        expect(contrast(of('focus', theme), surface)).toBeGreaterThanOrEqual(3)
      }
    }),
    { numRuns: 500 },
  )
})

test('a colour that can be read is the accent itself', () => {
  expect(tokensOf('#2563eb').accent?.[0]).toBe('#2563eb')
})

test('colours survive the way to OKLCH and back', () => {
  fc.assert(
    fc.property(hexColor, (color) => {
      const returned = writeHex(readHex(color))
      const channels = (hex: string) =>
        [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
      const original = channels(color)
      channels(returned).forEach((value, index) => {
        expect(Math.abs(value - (original[index] ?? 0))).toBeLessThanOrEqual(1)
      })
    }),
  )
})

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 1)
})
