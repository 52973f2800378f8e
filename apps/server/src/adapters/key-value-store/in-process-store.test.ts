import { expect, test } from 'vitest'
import { systemClock } from '../clock/system-clock.ts'
import { createTestClock } from '../clock/test-clock.ts'
import { createExpiringMap } from './expiring-map.ts'
import { createInProcessStore } from './in-process-store.ts'
import { describeKeyValueStore } from './key-value-store.suite.ts'

describeKeyValueStore('in-process store', async () => createInProcessStore({ clock: systemClock }))

test('strangers who choose keys do not fill the memory', () => {
  const clock = createTestClock('2027-02-01T08:00:00Z')
  const map = createExpiringMap<number>(clock)
  for (let key = 0; key < 100_001; key += 1) map.set(String(key), key, 60_000)
  expect(map.get('0')).toBeUndefined()
  expect(map.get('1')).toBe(1)
  expect(map.get('100000')).toBe(100_000)
})

test('a check costs microseconds', async () => {
  const store = createInProcessStore({ clock: systemClock })
  const limit = { burst: 10, count: 10, periodSeconds: 1 }
  const start = performance.now()
  for (let index = 0; index < 10_000; index += 1) await store.takeToken(`key ${index % 100}`, limit)
  expect((performance.now() - start) / 10_000).toBeLessThan(0.1)
})
