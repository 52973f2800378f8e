import { afterEach, beforeAll, expect, inject, test, vi } from 'vitest'
import { startBrokenLine } from './broken-line.test-kit.ts'
import { openDeadLetterBox } from './dead-letters.ts'
import { describeMessageBus } from './message-bus.suite.ts'
import {
  exampleEvent,
  newPrefix,
  onBroker,
  openTestBus,
  patience,
  receiveOnly,
  removeTopology,
} from './rabbitmq.test-kit.ts'
import { DELIVERY_LIMIT, nameTopology } from './rabbitmq-topology.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

const url = inject('amqpUrl')
// It starts for whoever comes first, which may take longer than a bus waits for a broker.
beforeAll(() => onBroker(url, async () => {}))
let prefixes: string[] = []
const claimPrefix = () => {
  const prefix = newPrefix()
  prefixes.push(prefix)
  return prefix
}
afterEach(async () => {
  for (const prefix of prefixes) {
    await removeTopology(url, prefix, ['first', 'second', 'unlucky', 'lucky', 'same'])
  }
  prefixes = []
})

describeMessageBus('RabbitMQ', () => openTestBus({ url, prefix: claimPrefix() }))

test('an event waits for a consumer whose process is away', async () => {
  const prefix = claimPrefix()
  const event = exampleEvent()
  const line = await startBrokenLine(url)
  const away = await openTestBus({
    url: line.url,
    prefix,
    receive: () => new Promise(() => {}),
  })
  away.subscribe('first', async () => {})
  await away.publish(event)
  await line.close()

  const received: string[] = []
  const bus = await openTestBus({ url, prefix })
  bus.subscribe('first', async ({ id }) => void received.push(id))
  await vi.waitFor(() => expect(received).toEqual([event.id]), patience)
  await bus.close()
  await away.close()
})

test('whoever looks into a queue finds the request that a message follows from', async () => {
  const prefix = claimPrefix()
  const receive = async () => ({ understood: false, reason: 'not today' }) as const
  const bus = await openTestBus({ url, prefix, receive })
  bus.subscribe('first', async () => {})
  await bus.publish({ ...exampleEvent(), requestId: 'request-1' })
  const { deadLetterQueue } = nameTopology(prefix)
  const look = () => onBroker(url, (channel) => channel.get(deadLetterQueue))
  await expect
    .poll(look, patience)
    .toMatchObject({ properties: { headers: { 'x-request-id': 'request-1' } } })
  expect(await bus.countMessages()).toContainEqual({ queue: `${prefix}.first`, messages: 0 })
  await vi.waitFor(
    async () =>
      expect(await bus.countMessages()).toContainEqual({ queue: deadLetterQueue, messages: 1 }),
    patience,
  )
  await bus.close()
})

test('what nobody can route is an error, and is routed again from then on', async () => {
  const prefix = claimPrefix()
  const bus = await openTestBus({ url, prefix })
  const received: string[] = []
  bus.subscribe('first', async ({ id }) => void received.push(id))
  await bus.publish(exampleEvent())
  const { events, queueOf } = nameTopology(prefix)
  await onBroker(url, (channel) => channel.unbindQueue(queueOf('first'), events, 'first.#'))
  const event = exampleEvent()
  await expect(bus.publish(event)).rejects.toThrow('no queue takes first.booking.confirmed')
  await expect.poll(() => bus.isReady(), patience).toBe(true)
  await bus.publish(event)
  await vi.waitFor(() => expect(received).toContain(event.id), patience)
  await bus.close()
})

test('an exchange or a queue that somebody deletes is made again', async () => {
  const prefix = claimPrefix()
  const bus = await openTestBus({ url, prefix })
  const received: string[] = []
  bus.subscribe('first', async ({ id }) => void received.push(id))
  await bus.publish(exampleEvent())
  const { events, queueOf } = nameTopology(prefix)
  await onBroker(url, async (channel) => {
    await channel.deleteQueue(queueOf('first'))
    await channel.deleteExchange(events)
  })
  const event = exampleEvent()
  await vi.waitFor(() => bus.publish(event), patience)
  await vi.waitFor(() => expect(received).toContain(event.id), patience)
  await bus.close()
})

test('what no consumer understands is a dead letter with its reason, and harms nobody', async () => {
  const prefix = claimPrefix()
  const bus = await openTestBus({ url, prefix })
  const received: string[] = []
  bus.subscribe('first', async ({ id }) => void received.push(id))
  const event = exampleEvent()
  await bus.publish(exampleEvent())
  await onBroker(url, async (channel) => {
    channel.publish(nameTopology(prefix).events, 'first.x', Buffer.from('{"kind":'))
  })
  await bus.publish(event)
  await vi.waitFor(() => expect(received).toContain(event.id), patience)
  const box = await openDeadLetterBox(url, prefix)
  await vi.waitFor(async () => expect(await box.list()).toHaveLength(1), patience)
  // Looking changes nothing.
  expect(await box.list()).toEqual([
    {
      id: '',
      kind: '',
      routingKey: 'first.x',
      reason: 'no event of this release',
      content: '{"kind":',
    },
  ])
  await box.close()
  await bus.close()
})

test('what kills its consumer each time is a dead letter in the end, and can be replayed', async () => {
  const prefix = claimPrefix()
  const line = await startBrokenLine(url)
  const received: string[] = []
  let deadly = true
  const bus = await openTestBus({
    url: line.url,
    prefix,
    receive: async (consumer, message, handler) => {
      if (deadly) {
        received.push('died')
        line.cut()
        // Whoever is dead settles nothing.
        return new Promise(() => {})
      }
      return receiveOnly(consumer, message, handler)
    },
  })
  bus.subscribe('first', async ({ id }) => void received.push(id))
  const event = exampleEvent()
  // The line may be cut before the broker's confirmation is here.
  await bus.publish(event).catch(() => {})
  const box = await openDeadLetterBox(url, prefix)
  await vi.waitFor(async () => expect(await box.list()).toHaveLength(1), patience)
  expect(received).toEqual(Array.from({ length: DELIVERY_LIMIT + 1 }, () => 'died'))
  expect(await box.list()).toEqual([
    {
      id: event.id,
      kind: event.kind,
      routingKey: 'first.booking.confirmed',
      reason: 'delivery_limit',
      content: JSON.stringify(event),
    },
  ])

  deadly = false
  expect(await box.replay(({ id }) => id === 'another')).toEqual({ replayed: [], left: [] })
  const told: unknown[] = []
  const replay = await box.replay(
    ({ id }) => id === event.id,
    (...now) => void told.push(now),
  )
  expect([replay.replayed.length, replay.left, told]).toEqual([1, [], [[0, 1]]])
  await vi.waitFor(() => expect(received).toContain(event.id), patience)
  expect(await box.list()).toEqual([])
  expect(await box.countMessages(['first', 'nobody'])).toEqual([
    { consumer: 'first', messages: 0, processes: 1 },
  ])
  await box.close()
  await bus.close()
  await line.close()
})

test('a line that is cut while events are published loses none', async () => {
  const prefix = claimPrefix()
  const line = await startBrokenLine(url)
  const received = new Set<string>()
  const bus = await openTestBus({ url: line.url, prefix })
  bus.subscribe('first', async ({ id }) => void received.add(id))
  const acknowledged: string[] = []
  for (let round = 0; round < 5; round += 1) {
    await vi.waitFor(() => expect(bus.isReady()).toBe(true), patience)
    const events = Array.from({ length: 40 }, (_, version) => exampleEvent(version))
    const publishing = events.map((event) =>
      bus.publish(event).then(() => void acknowledged.push(event.id)),
    )
    line.cut()
    await Promise.allSettled(publishing)
  }
  await vi.waitFor(() => expect(bus.isReady()).toBe(true), patience)
  const last = exampleEvent()
  await bus.publish(last)
  await vi.waitFor(() => {
    expect(received.isSupersetOf(new Set([...acknowledged, last.id]))).toBe(true)
  }, patience)
  await bus.close()
  await line.close()
})

test('whoever asks how the broker is waits no longer than the broker may take', async () => {
  const line = await startBrokenLine(url)
  const bus = await openTestBus({ url: line.url, prefix: claimPrefix() })
  await bus.ping()
  line.freeze()
  // Nothing has told it: it would publish.
  expect(bus.isReady()).toBe(true)
  await expect(bus.ping()).rejects.toThrow('no answer within 2000 ms')
  line.cut()
  await vi.waitFor(() => bus.ping(), patience)
  await bus.close()
  await expect(bus.ping()).rejects.toThrow('the bus is closed')
  await line.close()
})

test('a line that carries nothing any more costs a publisher its deadline, and no more', async () => {
  const prefix = claimPrefix()
  const line = await startBrokenLine(url)
  const withHeartbeat = new URL(line.url)
  withHeartbeat.searchParams.set('heartbeat', '1')
  const bus = await openTestBus({ url: withHeartbeat.href, prefix, confirmMs: 300 })
  const received: string[] = []
  bus.subscribe('first', async ({ id }) => void received.push(id))
  await bus.publish(exampleEvent())
  line.freeze()
  await expect(bus.publish(exampleEvent())).rejects.toThrow('not confirmed within 300 ms')
  const event = exampleEvent()
  await vi.waitFor(() => bus.publish(event), patience)
  await vi.waitFor(() => expect(received).toContain(event.id), patience)
  await bus.close()
  await line.close()
})
