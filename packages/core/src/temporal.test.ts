import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { engineSample } from './temporal.test-kit.ts'

// Starts processes, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

test('the engine answers the same where Temporal is missing and the polyfill stands in', () => {
  const kit = new URL('./temporal.test-kit.ts', import.meta.url).href
  const script = `
    delete globalThis.Temporal
    const { engineSample } = await import(${JSON.stringify(kit)})
    console.log(JSON.stringify({ isNative: 'Temporal' in globalThis, sample: engineSample() }))`
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  expect(JSON.parse(output)).toEqual({
    isNative: false,
    sample: JSON.parse(JSON.stringify(engineSample())),
  })
})

test('the sample is worth comparing', () => {
  const sample = engineSample()
  expect(sample.length).toBeGreaterThanOrEqual(40)
  for (const { slots, changes } of sample) {
    expect(slots.length).toBeGreaterThan(100)
    expect(changes).not.toBeUndefined()
  }
})
