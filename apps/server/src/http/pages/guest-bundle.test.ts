import { expect, test } from 'vitest'
import { readAssets } from './guest-bundle.ts'

const manifest = {
  'src/booking-page/hydrate.tsx': {
    file: 'assets/hydrate-1.js',
    isEntry: true,
    imports: ['_shared.js'],
    dynamicImports: ['polyfill.js'],
    css: ['assets/hydrate-2.css'],
  },
  '_shared.js': { file: 'assets/shared-3.js' },
  'polyfill.js': { file: 'assets/polyfill-4.js', isDynamicEntry: true },
  'node_modules/inter-latin-wght-normal.woff2': { file: 'assets/inter-latin-wght-normal-5.woff2' },
  'node_modules/inter-greek-wght-normal.woff2': { file: 'assets/inter-greek-wght-normal-6.woff2' },
}

test('a page loads the entry, what it imports at once, its styles and the usual font', () => {
  expect(readAssets(JSON.stringify(manifest))).toEqual({
    script: '/assets/hydrate-1.js',
    styles: ['/assets/hydrate-2.css'],
    preloads: ['/assets/shared-3.js'],
    fonts: ['/assets/inter-latin-wght-normal-5.woff2'],
  })
})

test('a manifest without an entry is a broken build', () => {
  expect(() => readAssets('{}')).toThrow('names no entry')
})
