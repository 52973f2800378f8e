import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { KeyValueStore, RateLimit } from '../../ports/key-value-store.ts'

const hour = 3_600_000
// Long enough for a few questions before it is over.
const soon = 1_000
const patience = 10_000

/** What every key-value store does, wherever it keeps what it is given. */
export function describeKeyValueStore(
  name: string,
  createStore: () => Promise<KeyValueStore>,
): void {
  describe(name, () => {
    let store: KeyValueStore
    beforeAll(async () => {
      store = await createStore()
    })
    afterAll(() => store.close())
    // Others may use the same server.
    const newKey = () => `suite:${randomUUID()}`

    test('answers what was set, as it was set, until it is deleted', async () => {
      const key = newKey()
      expect(await store.get(key)).toBeNull()
      await store.set(key, 'first', hour)
      await store.set(key, 'Søren ✓\n\0', hour)
      expect(await store.get(key)).toBe('Søren ✓\n\0')
      await store.delete(key)
      await store.delete(key)
      expect(await store.get(key)).toBeNull()
    })

    test('forgets what has expired', async () => {
      const [short, long] = [newKey(), newKey()]
      await store.set(short, 'value', soon)
      await store.set(long, 'value', hour)
      await expect.poll(() => store.get(short)).toBeNull()
      expect(await store.get(long)).toBe('value')
    })

    test('gives a lock to one of many, and to the next once it is over', async () => {
      const key = newKey()
      const holders = Array.from({ length: 20 }, (_, index) => String(index))
      const got = await Promise.all(holders.map((holder) => store.setIfAbsent(key, holder, soon)))
      expect(got.filter(Boolean)).toHaveLength(1)
      await expect.poll(() => store.setIfAbsent(key, 'next', hour)).toBe(true)
      expect(await store.setIfAbsent(key, 'late', hour)).toBe(false)
    })

    test('takes a lock back from its holder only', async () => {
      const key = newKey()
      await store.setIfAbsent(key, 'mine', hour)
      expect(await store.deleteIfEquals(key, 'yours')).toBe(false)
      expect(await store.get(key)).toBe('mine')
      expect(await store.deleteIfEquals(key, 'mine')).toBe(true)
      expect(await store.deleteIfEquals(key, 'mine')).toBe(false)
      expect(await store.get(key)).toBeNull()
    })

    test('keeps the greater of two marks, whoever comes last', async () => {
      const key = newKey()
      await store.setMarked(key, '0200', 'first', hour)
      expect(await store.get(key)).toBe('0200 first')
      await store.setMarked(key, '0100', 'late', hour)
      expect(await store.get(key)).toBe('0200 late')
      await store.setMarked(key, '0300', 'new', soon)
      expect(await store.get(key)).toBe('0300 new')
      await expect.poll(() => store.get(key)).toBeNull()
    })

    test('a greater mark that stays expires when it would have, whoever writes meanwhile', async () => {
      const key = newKey()
      await store.setMarked(key, '0300', 'first', soon)
      await store.setMarked(key, '0200', 'late', hour)
      expect(await store.get(key)).toBe('0300 late')
      await expect.poll(() => store.get(key)).toBeNull()
      await store.setMarked(key, '0200', 'new', hour)
      await store.setMarked(key, '0200', 'of the same mark', hour)
      await store.setMarked(key, '0300', 'greater', soon)
      await expect.poll(() => store.get(key)).toBeNull()
    })

    test('has one name for as long as it lives', async () => {
      await expect.poll(() => store.lifeId()).toMatch(/^[\w-]{20,}$/)
      const other = await createStore()
      await expect.poll(() => other.lifeId()).not.toBeNull()
      const name = store.lifeId()
      await store.ping()
      expect(store.lifeId()).toBe(name)
      await other.close()
    })

    test('allows a burst, then says how long to wait', async () => {
      const limit: RateLimit = { burst: 3, count: 1, periodSeconds: 3600 }
      const key = newKey()
      const verdicts = [
        await store.takeToken(key, limit, 2),
        await store.takeToken(key, limit),
        await store.takeToken(key, limit),
      ]
      const [first, second, third] = verdicts
      expect(first).toMatchObject({ allowed: true, remaining: 1, retryAfterMs: 0 })
      expect(second).toMatchObject({ allowed: true, remaining: 0, retryAfterMs: 0 })
      expect(third).toMatchObject({ allowed: false, remaining: 0 })
      expect(third?.retryAfterMs).toBeGreaterThan(hour - 60_000)
      expect(third?.retryAfterMs).toBeLessThanOrEqual(hour)
      expect(third?.resetAfterMs).toBeGreaterThan(3 * hour - 60_000)
      expect(await store.takeToken(newKey(), limit)).toMatchObject({ allowed: true })
    })

    test('allows again after the wait that it asked for', async () => {
      const limit: RateLimit = { burst: 1, count: 20, periodSeconds: 1 }
      const key = newKey()
      await store.takeToken(key, limit)
      await expect.poll(async () => (await store.takeToken(key, limit)).allowed).toBe(true)
    })

    test('counts those who come at the same time one by one', async () => {
      const limit: RateLimit = { burst: 7, count: 1, periodSeconds: 3600 }
      const key = newKey()
      const verdicts = await Promise.all(
        Array.from({ length: 20 }, () => store.takeToken(key, limit)),
      )
      expect(verdicts.filter(({ allowed }) => allowed)).toHaveLength(7)
    })

    test('tells everybody who listens to a channel, in order, until they stop', async () => {
      const [channel, other] = [newKey(), newKey()]
      const heard: string[] = []
      const alsoHeard: string[] = []
      const stop = await store.subscribe(channel, (message) => heard.push(message))
      await store.subscribe(channel, (message) => alsoHeard.push(message))
      await store.publish(other, 'to nobody')
      await store.publish(channel, 'one')
      await store.publish(channel, 'two')
      await vi.waitFor(() => expect(alsoHeard).toEqual(['one', 'two']), patience)
      await vi.waitFor(() => expect(heard).toEqual(['one', 'two']), patience)
      await stop()
      await stop()
      await store.publish(channel, 'three')
      await vi.waitFor(() => expect(alsoHeard).toEqual(['one', 'two', 'three']), patience)
      expect(heard).toEqual(['one', 'two'])
    })

    test('answers that it is there', async () => {
      await expect(store.ping()).resolves.toBeUndefined()
    })
  })
}
