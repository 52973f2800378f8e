import { expect, test } from 'vitest'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import { createTestClock } from '../clock/test-clock.ts'
import { createInProcessStore } from '../key-value-store/in-process-store.ts'
import { measureStore } from './measure-store.ts'

// They keep and read nothing: the health of the store has a metric of its own.
const unmeasured: (keyof KeyValueStore)[] = ['ping', 'subscribe', 'close']

const calls: { [Name in keyof KeyValueStore]: (store: KeyValueStore) => unknown } = {
  get: (store) => store.get('key'),
  set: (store) => store.set('key', 'value', 1_000),
  delete: (store) => store.delete('key'),
  setIfAbsent: (store) => store.setIfAbsent('key', 'value', 1_000),
  setMarked: (store) => store.setMarked('key', '1', 'value', 1_000),
  deleteIfEquals: (store) => store.deleteIfEquals('key', 'value'),
  takeToken: (store) => store.takeToken('key', { burst: 1, count: 1, periodSeconds: 1 }),
  publish: (store) => store.publish('channel', 'message'),
  subscribe: (store) => store.subscribe('channel', () => {}),
  lifeId: (store) => store.lifeId(),
  ping: (store) => store.ping(),
  close: (store) => store.close(),
}
const wordsOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

test('every call that promises an answer is counted once, under its own name', async () => {
  const asked: [operation: string, outcome: string][] = []
  const store = measureStore(
    createInProcessStore({ clock: createTestClock('2027-02-01T08:00:00Z') }),
    { storeAsked: (operation, outcome) => void asked.push([operation, outcome]) },
  )
  for (const [name, call] of Object.entries(calls)) {
    asked.length = 0
    const answer = call(store)
    await answer
    const isMeasured = answer instanceof Promise && !unmeasured.some((other) => other === name)
    expect(asked, name).toEqual(isMeasured ? [[wordsOf(name), 'answered']] : [])
  }
})

test('a store that refuses to write is counted as away, and its caller is told', async () => {
  const asked: string[] = []
  const inner = createInProcessStore({ clock: createTestClock('2027-02-01T08:00:00Z') })
  const full: KeyValueStore = { ...inner, setMarked: () => Promise.reject(new Error('OOM')) }
  const store = measureStore(full, {
    storeAsked: (operation, outcome) => void asked.push(`${operation} ${outcome}`),
  })
  await expect(store.setMarked('key', '1', 'value', 1_000)).rejects.toThrow('OOM')
  expect(asked).toEqual(['set_marked unavailable'])
})
