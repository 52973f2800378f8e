import { randomUUID } from 'node:crypto'
import type { Clock } from '../../ports/clock.ts'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import { createExpiringMap } from './expiring-map.ts'
import { createListeners } from './listeners.ts'
import { takeToken } from './take-token.ts'

/** The store of a server that is the only one. What it holds ends with the process. */
export function createInProcessStore({ clock }: { clock: Clock }): KeyValueStore {
  const values = createExpiringMap<string>(clock)
  const freeTimes = createExpiringMap<number>(clock)
  const listeners = createListeners()
  const lifeId = randomUUID()
  return {
    get: async (key) => values.get(key) ?? null,
    set: async (key, value, ttlMs) => values.set(key, value, ttlMs),
    delete: async (key) => void values.delete(key),
    setIfAbsent: async (key, value, ttlMs) => {
      if (values.get(key) !== undefined) return false
      values.set(key, value, ttlMs)
      return true
    },
    setMarked: async (key, mark, value, ttlMs) => {
      const [before = mark] = values.get(key)?.split(' ') ?? []
      if (before > mark) values.replace(key, `${before} ${value}`)
      else values.set(key, `${mark} ${value}`, ttlMs)
    },
    deleteIfEquals: async (key, value) => values.get(key) === value && values.delete(key),
    takeToken: async (key, limit, cost = 1) => {
      const { verdict, freeAt } = takeToken(freeTimes.get(key), limit, { now: clock.now(), cost })
      if (verdict.allowed) freeTimes.set(key, freeAt, verdict.resetAfterMs)
      return verdict
    },
    // Later, as over a network: a publisher never runs its listeners.
    publish: async (channel, message) => void setImmediate(() => listeners.tell(channel, message)),
    subscribe: async (channel, listener) => {
      listeners.add(channel, listener)
      return async () => void listeners.remove(channel, listener)
    },
    lifeId: () => lifeId,
    ping: async () => {},
    close: async () => listeners.clear(),
  }
}
