import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startRedis } from '../../../../../scripts/services/start-redis.ts'
import type { RunningService } from '../../../../../scripts/services/start-service.ts'
import { createLogger } from '../../logger.ts'
import { type KeyValueStore, StoreUnavailableError } from '../../ports/key-value-store.ts'
import { createRedisStore } from './redis-store.ts'

const patience = { timeout: 20_000 }
const limit = { burst: 5, count: 5, periodSeconds: 60 }
const directory = mkdtempSync(join(tmpdir(), 'rendez-redis-'))
let redis: RunningService

beforeAll(async () => {
  redis = await startRedis({ directory })
})
afterAll(async () => {
  await redis.stop()
  rmSync(directory, { recursive: true })
})

async function openStore(): Promise<{ store: KeyValueStore; logs: string[] }> {
  const logs: string[] = []
  const log = createLogger('info', { write: (line) => logs.push(line) })
  const store = await createRedisStore(redis.url, log)
  onTestFinished(() => store.close())
  return { store, logs }
}

const isBack = (store: KeyValueStore) =>
  expect.poll(() => store.ping().then(() => 'back', String), patience).toBe('back')

const everyCall = (store: KeyValueStore) => [
  store.get('key'),
  store.set('key', 'value', 1000),
  store.delete('key'),
  store.setIfAbsent('lock', 'me', 1000),
  store.deleteIfEquals('lock', 'me'),
  store.takeToken('key', limit),
  store.publish('channel', 'message'),
  store.ping(),
]

async function expectQuickRefusals(store: KeyValueStore): Promise<void> {
  const start = performance.now()
  const results = await Promise.allSettled(everyCall(store))
  for (const result of results) {
    expect(result).toMatchObject({ reason: expect.any(StoreUnavailableError) })
  }
  expect(performance.now() - start).toBeLessThan(1500)
}

test('Redis killed in the middle of calls: each is answered or fails at once, and it comes back', async () => {
  const { store, logs } = await openStore()
  const heard: string[] = []
  await store.subscribe('news', (message) => heard.push(message))
  await store.takeToken('known script', limit)
  const underWay = Array.from({ length: 200 }, () => store.setIfAbsent('lock', 'me', 1000))
  redis.kill()
  for (const result of await Promise.allSettled(underWay)) {
    if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StoreUnavailableError)
  }
  await expect.poll(() => store.ping().catch(String)).toContain('StoreUnavailableError')
  await expectQuickRefusals(store)

  redis = await startRedis({ directory, port: redis.port })
  await isBack(store)
  // The server forgot its scripts, and who listened.
  expect(await store.takeToken('after', limit)).toMatchObject({ allowed: true, remaining: 4 })
  await expect
    .poll(async () => {
      await store.publish('news', 'it is back')
      return heard
    }, patience)
    .toContain('it is back')
  const said = logs.map((line) => JSON.parse(line).msg)
  expect(said).toEqual(['the store is away', 'the store is back'])
}, 60_000)

test('a Redis that stands still costs the first callers a moment, and the next nothing', async () => {
  const { store } = await openStore()
  await store.ping()
  process.kill(redis.pid, 'SIGSTOP')
  try {
    await expectQuickRefusals(store)
    const start = performance.now()
    for (let index = 0; index < 20; index += 1) await store.get('key').catch(() => {})
    // Asked each, they would take five seconds.
    expect(performance.now() - start).toBeLessThan(2000)
  } finally {
    process.kill(redis.pid, 'SIGCONT')
  }
  await isBack(store)
}, 60_000)

test('a Redis that is away at the start is used once it is there', async () => {
  const { port } = redis
  await redis.stop()
  const { store, logs } = await openStore()
  await expectQuickRefusals(store)
  const stop = await store.subscribe('news', () => {})
  redis = await startRedis({ directory, port })
  await isBack(store)
  await stop()
  expect(logs.map((line) => JSON.parse(line).msg)).toContain('the store is away')
}, 60_000)

test('a closed store refuses', async () => {
  const { store } = await openStore()
  await store.close()
  await expectQuickRefusals(store)
})

test('a Redis that was started again has another name, though it has the same data', async () => {
  const { store } = await openStore()
  const { store: other } = await openStore()
  const before = store.lifeId()
  expect(before).toMatch(/^\w{40}$/)
  expect(other.lifeId()).toBe(before)
  await store.set('kept', 'value', 60_000)
  await redis.stop()
  await expect.poll(() => store.lifeId(), patience).toBeNull()
  redis = await startRedis({ directory, port: redis.port })
  await expect.poll(() => store.lifeId(), patience).not.toBeNull()
  expect(await store.get('kept')).toBe('value')
  expect(store.lifeId()).not.toBe(before)
  await expect.poll(() => other.lifeId(), patience).toBe(store.lifeId())
})
