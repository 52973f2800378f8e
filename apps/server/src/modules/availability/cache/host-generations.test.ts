import { expect, onTestFinished, test } from 'vitest'
import { createTestClock } from '../../../adapters/clock/test-clock.ts'
import { createInProcessStore } from '../../../adapters/key-value-store/in-process-store.ts'
import { type KeyValueStore, StoreUnavailableError } from '../../../ports/key-value-store.ts'
import { createHostGenerations } from './host-generations.ts'

const hostId = 'a-host'

/** A store that can be away, and the generations of two instances in it. */
function openStore(positions: string[] = []) {
  const inner = createInProcessStore({ clock: createTestClock('2027-02-01T08:00:00Z') })
  let isAway = false
  let pings = 0
  const reach = () => {
    if (isAway) throw new StoreUnavailableError('away')
  }
  const store: KeyValueStore = {
    ...inner,
    get: async (key) => {
      reach()
      return inner.get(key)
    },
    setMarked: async (...change) => {
      reach()
      return inner.setMarked(...change)
    },
    ping: async () => {
      reach()
      pings += 1
    },
  }
  const readPosition = async () => (positions.shift() ?? '1').padStart(20, '0')
  const start = (settleMs: number) => {
    const generations = createHostGenerations({ store, readPosition, settleMs })
    onTestFinished(() => generations.close())
    return generations
  }
  const setAway = (away: boolean) => {
    isAway = away
  }
  return { start, setAway, pings: () => pings }
}

test('all read the same generation, until a change makes another one', async () => {
  const { start } = openStore()
  const [a, b] = [start(0), start(0)]
  const first = await a.read(hostId)
  expect(first).not.toBeNull()
  expect(await b.read(hostId)).toEqual(first)
  expect(await b.read('another')).not.toEqual(first)
  await a.bump(hostId)
  const second = await b.read(hostId)
  expect(second?.token).not.toBe(first?.token)
  expect(await a.read(hostId)).toEqual(second)
})

test('a position only grows, though a slow writer tells an old one last', async () => {
  const { start } = openStore(['200', '100'])
  const generations = start(0)
  await generations.bump(hostId)
  const before = await generations.read(hostId)
  await generations.bump(hostId)
  const after = await generations.read(hostId)
  expect(after?.token).not.toBe(before?.token)
  expect(after?.position).toBe('200'.padStart(20, '0'))
})

test('after an outage nothing is believed until everybody has had time to tell what they changed', async () => {
  const { start, setAway, pings } = openStore()
  const generations = start(400)
  const before = await generations.read(hostId)
  setAway(true)
  expect(await generations.read(hostId)).toBeNull()
  await generations.bump(hostId)
  setAway(false)
  await expect.poll(pings).toBe(1)
  expect(await generations.read(hostId)).toBeNull()
  await expect.poll(() => generations.read(hostId)).not.toBeNull()
  const after = await generations.read(hostId)
  expect(after?.token).not.toBe(before?.token)
})
