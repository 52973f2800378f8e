import { expect, test } from 'vitest'
import { StoreUnavailableError } from '../../ports/key-value-store.ts'
import { createTestClock } from '../clock/test-clock.ts'
import { createInProcessStore } from './in-process-store.ts'
import { takeTokenAnyway } from './take-token-anyway.ts'

test('counts alone while the store is away, and in the store before and after', async () => {
  const clock = createTestClock('2027-02-01T08:00:00Z')
  const shared = createInProcessStore({ clock })
  let isAway = false
  const takeToken = takeTokenAnyway({
    clock,
    store: {
      takeToken: async (...call) => {
        if (isAway) throw new StoreUnavailableError('away')
        return shared.takeToken(...call)
      },
    },
  })
  const limit = { burst: 2, count: 1, periodSeconds: 3600 }
  const take = async () => (await takeToken('key', limit)).allowed
  expect([await take(), await take(), await take()]).toEqual([true, true, false])
  isAway = true
  expect([await take(), await take(), await take()]).toEqual([true, true, false])
  isAway = false
  expect(await take()).toBe(false)
})
