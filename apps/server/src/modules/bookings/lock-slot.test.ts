import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { startRedis } from '../../../../../scripts/services/start-redis.ts'
import { createRedisStore } from '../../adapters/key-value-store/redis-store.ts'
import { createLogger } from '../../logger.ts'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import { createStoreAsker } from './ask-store.ts'
import { localStore } from './layers.test-kit.ts'
import { createSlotLock } from './lock-slot.ts'

const one = { hostId: 'one', start: 0 }
const quiet = createLogger('error', { write: () => {} })

async function openRedis(url: string): Promise<KeyValueStore> {
  const store = await createRedisStore(url, quiet)
  onTestFinished(() => store.close())
  return store
}

/** Work that says how many were at it at once. */
function countTogether() {
  let now = 0
  const seen = { most: 0, done: 0 }
  const work = async () => {
    now += 1
    seen.most = Math.max(seen.most, now)
    await new Promise((resolve) => setImmediate(resolve))
    now -= 1
    seen.done += 1
  }
  return { seen, work }
}

const lockOf = (store: KeyValueStore, options = {}) =>
  createSlotLock({ store, ask: createStoreAsker(), waitMs: 30_000, ...options })

test.each(['one process', 'two instances'])(
  'in %s one works for a slot at a time',
  async (where) => {
    const store = where === 'one process' ? localStore() : await openRedis(inject('redisUrl'))
    const locks = where === 'one process' ? [lockOf(store)] : [lockOf(store), lockOf(store)]
    const { seen, work } = countTogether()
    await Promise.all(
      locks.flatMap((lock) =>
        Array.from({ length: 20 }, () => lock({ hostId: where, start: 0 }, work)),
      ),
    )
    expect(seen).toEqual({ most: 1, done: 20 * locks.length })
  },
)

test('slots do not wait for each other', async () => {
  const lock = lockOf(localStore())
  const { promise, resolve } = Promise.withResolvers<string>()
  const first = lock(one, () => promise)
  expect(await lock({ ...one, start: 1 }, async () => 'done')).toBe('done')
  resolve('later')
  expect(await first).toBe('later')
})

test('work that fails gives the lock back, and its failure to the caller', async () => {
  const lock = lockOf(localStore())
  const failing = lock(one, () => Promise.reject(new Error('broken')))
  await expect(failing).rejects.toThrow('broken')
  expect(await lock(one, async () => 'done')).toBe('done')
})

test('the wait is bounded: then the work runs without the lock, and takes nobody’s away', async () => {
  const store = localStore()
  await store.setIfAbsent('lock:slot:one:0', 'somebody else', 60_000)
  const lock = lockOf(store, { waitMs: 20 })
  expect(await Promise.all([1, 2, 3].map((n) => lock(one, async () => n)))).toEqual([1, 2, 3])
  expect(await store.get('lock:slot:one:0')).toBe('somebody else')
})

test('a store that stands still is asked once, and costs less than its own deadline', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'rendez-redis-'))
  const redis = await startRedis({ directory })
  onTestFinished(async () => {
    process.kill(redis.pid, 'SIGCONT')
    await redis.stop()
    rmSync(directory, { recursive: true })
  })
  const store = await openRedis(redis.url)
  let questions = 0
  const counted: Pick<KeyValueStore, 'setIfAbsent' | 'deleteIfEquals'> = {
    setIfAbsent: (...lock) => {
      questions += 1
      return store.setIfAbsent(...lock)
    },
    deleteIfEquals: store.deleteIfEquals,
  }
  const lock = createSlotLock({ store: counted, ask: createStoreAsker() })
  await lock({ hostId: 'warm', start: 0 }, async () => {})
  expect(questions).toBe(1)
  process.kill(redis.pid, 'SIGSTOP')
  const start = performance.now()
  for (let n = 0; n < 50; n += 1) await lock({ hostId: `host ${n}`, start: 0 }, async () => {})
  // Asked each time, it would cost five seconds.
  expect(performance.now() - start).toBeLessThan(2_500)
  expect(questions).toBe(2)
})

test('a store that is gone costs nothing', async () => {
  const lock = lockOf(await openRedis('redis://127.0.0.1:1'))
  const { seen, work } = countTogether()
  const start = performance.now()
  for (let n = 0; n < 50; n += 1) await lock(one, work)
  expect(performance.now() - start).toBeLessThan(2_500)
  expect(seen.done).toBe(50)
})
