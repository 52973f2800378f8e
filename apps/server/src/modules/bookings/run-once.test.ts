import { expect, test } from 'vitest'
import { createStoreAsker } from './ask-store.ts'
import type { IdempotencyKey } from './derive-idempotency-key.ts'
import { localStore } from './layers.test-kit.ts'
import { createRunOnce } from './run-once.ts'

const key: IdempotencyKey = {
  scope: 'create:one',
  key: 'abc',
  fingerprint: new Uint8Array(),
  replayFor: null,
}
const mark = 'in-progress:create:one:abc'

const findAnswer = async () => undefined
const run = async () => 'done'

test('a mark that was set too late does not stay behind', async () => {
  const store = localStore()
  const late = Promise.withResolvers<void>()
  const slow: typeof store = {
    ...store,
    setIfAbsent: async (...mark) => {
      const isOurs = await store.setIfAbsent(...mark)
      await late.promise
      return isOurs
    },
  }
  const runOnce = createRunOnce({ store: slow, ask: createStoreAsker() })
  expect(await runOnce(key, { findAnswer, run })).toBe('done')
  expect(await store.get(mark)).not.toBeNull()
  late.resolve()
  // Sooner than it would expire.
  await expect.poll(() => store.get(mark), { timeout: 1_000 }).toBeNull()
})

test('a mark is taken away although the store did not answer somebody meanwhile', async () => {
  const store = localStore()
  const ask = createStoreAsker()
  const runOnce = createRunOnce({ store, ask })
  await runOnce(key, {
    findAnswer,
    run: async () => {
      expect(await store.get(mark)).not.toBeNull()
      await ask(() => Promise.reject(new Error('away')))
    },
  })
  expect(await store.get(mark)).toBeNull()
})
