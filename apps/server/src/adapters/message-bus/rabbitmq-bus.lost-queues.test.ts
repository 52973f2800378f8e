import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest'
import { createOutboxKit, nameOf, type OutboxKit } from '../../outbox/outbox.test-kit.ts'
import type { ReceiveEvent } from '../../ports/message-bus.ts'
import { HEARTBEAT, startBrokenLine } from './broken-line.test-kit.ts'
import { startTestPipeline } from './pipeline.test-kit.ts'
import {
  exampleEvent,
  newPrefix,
  onBroker,
  openTestBus,
  removeTopology,
} from './rabbitmq.test-kit.ts'
import { nameTopology } from './rabbitmq-topology.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

const patience = { timeout: 120_000, interval: 50 }
const url = inject('amqpUrl')
let kit: OutboxKit
let prefix: string

beforeAll(async () => {
  kit = await createOutboxKit()
  // It starts for whoever comes first, which may take longer than a bus waits for a broker.
  await onBroker(url, async () => {})
})
afterAll(() => kit.close())
beforeEach(() => {
  prefix = newPrefix()
})
afterEach(async () => {
  await kit.reset()
  await removeTopology(url, prefix, ['test'])
})

const isEmpty = () => expect.poll(() => kit.countRows(), patience).toBe(0)
const deleteQueue = () =>
  onBroker(url, (channel) => channel.deleteQueue(nameTopology(prefix).queueOf('test')))

/** What comes first is in hand, and never begun. */
function holdBack(count: number) {
  const stuck = new Set<unknown>()
  const wrap =
    (receive: ReceiveEvent): ReceiveEvent =>
    async (consumer, message, handler) => {
      if (stuck.size < count) stuck.add(message)
      if (stuck.has(message)) throw new Error('not now')
      return receive(consumer, message, handler)
    }
  const published = () =>
    kit.database.sql`select from outbox where next_attempt_at > now() + interval '5 minutes'`
  const isHeld = async () => {
    await expect.poll(published, patience).toHaveLength(count)
    await expect.poll(() => stuck.size, patience).toBe(count)
  }
  return { wrap, isHeld }
}

test('a broker that has lost everything gets it again', async () => {
  const never = Promise.withResolvers<void>()
  const first = await startTestPipeline(kit, () => never.promise, { url, prefix })
  await kit.append('a')
  const begun = () => kit.database.sql`select from inbox where attempts = 1`
  await expect.poll(begun, patience).toHaveLength(1)
  await first.relay.stop()
  never.reject(new Error('not now'))
  await deleteQueue()
  const handled: string[] = []
  await expect.poll(() => first.bus.isReady(), patience).toBe(true)
  await first.bus.close()
  await startTestPipeline(kit, async (event) => void handled.push(nameOf(event)), { url, prefix })
  await isEmpty()
  expect(handled).toEqual(['a0'])
})

test('what was in a queue that is gone comes again at once, not after ten minutes', async () => {
  const handled: string[] = []
  const { isHeld, wrap } = holdBack(2)
  const handler = async (event: Parameters<typeof nameOf>[0]) => void handled.push(nameOf(event))
  await startTestPipeline(kit, handler, { url, prefix, wrap })
  await kit.append('a', 'b')
  await isHeld()
  await deleteQueue()
  await isEmpty()
  expect(handled.toSorted()).toEqual(['a0', 'b1'])
})

test('so does what was in one that was deleted while every server was away', async () => {
  const handled: string[] = []
  const { isHeld, wrap } = holdBack(2)
  const first = await startTestPipeline(kit, async () => {}, { url, prefix, wrap })
  await kit.append('a', 'b')
  await isHeld()
  await first.relay.stop()
  await first.bus.close()
  await deleteQueue()
  await startTestPipeline(kit, async (event) => void handled.push(nameOf(event)), { url, prefix })
  await isEmpty()
  expect(handled.toSorted()).toEqual(['a0', 'b1'])
})

test('so does what was in one whose consumer was not told', async () => {
  // basic.cancel
  const telling = Buffer.from([0, 60, 0, 30])
  const line = await startBrokenLine(url, undefined, (said) =>
    said.includes(telling) ? HEARTBEAT : said,
  )
  const handled: string[] = []
  const { isHeld, wrap } = holdBack(2)
  const handler = async (event: Parameters<typeof nameOf>[0]) => void handled.push(nameOf(event))
  await startTestPipeline(kit, handler, { url: line.url, prefix, wrap })
  await kit.append('a', 'b')
  await isHeld()
  await deleteQueue()
  // Nobody takes it, which is how it is noticed.
  await kit.append('c')
  await isEmpty()
  expect(handled.toSorted()).toEqual(['a0', 'b1', 'c0'])
  await line.close()
})

test('a database that is away then is asked again', async () => {
  const redeliver = vi.fn(async () => {})
  const bus = await openTestBus({ url, prefix, redeliver })
  bus.subscribe('test', async () => {})
  await bus.publish(exampleEvent())
  redeliver.mockClear()
  redeliver.mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'))
  await deleteQueue()
  await expect.poll(() => redeliver.mock.calls, patience).toEqual([['test'], ['test'], ['test']])
  await vi.waitFor(() => bus.publish(exampleEvent()), patience)
  expect(redeliver).toHaveBeenCalledTimes(3)
  await bus.close()
})
