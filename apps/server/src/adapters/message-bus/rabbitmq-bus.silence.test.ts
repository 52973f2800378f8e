import { createServer } from 'node:net'
import { pino } from 'pino'
import { beforeAll, expect, inject, onTestFinished, test, vi } from 'vitest'
import { HEARTBEAT, startBrokenLine } from './broken-line.test-kit.ts'
import { connectOnce } from './connect-to-broker.ts'
import { openDeadLetterBox } from './dead-letters.ts'
import {
  exampleEvent,
  newPrefix,
  onBroker,
  openTestBus,
  patience,
  receiveOnly,
  removeTopology,
} from './rabbitmq.test-kit.ts'
import { openRabbitmqBus } from './rabbitmq-bus.ts'
import { nameTopology } from './rabbitmq-topology.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

const url = inject('amqpUrl')
// It starts for whoever comes first, which may take longer than a bus waits for a broker.
beforeAll(() => onBroker(url, async () => {}))

function claimPrefix(): string {
  const prefix = newPrefix()
  onTestFinished(() => removeTopology(url, prefix, ['first']))
  return prefix
}

/**
 * A broker that lives and takes connections, and answers nothing on their channels while it is silent.
 *
 * @param lastWord what it says before it falls silent
 */
async function startSilentBroker(lastWord?: Buffer) {
  const broker = { silent: false, keptBack: 0 }
  const isOfChannel = (said: Buffer) => said.length > 2 && said.readUInt16BE(1) > 0
  const line = await startBrokenLine(url, undefined, (said) => {
    if (broker.silent && isOfChannel(said)) {
      broker.keptBack += 1
      return HEARTBEAT
    }
    if (lastWord !== undefined && said.includes(lastWord)) broker.silent = true
    return said
  })
  onTestFinished(() => line.close())
  return { line, broker }
}

test('a start does not wait for an address that takes connections and says nothing', async () => {
  const server = createServer((socket) => socket.on('error', () => {}).resume())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => new Promise((done) => void server.close(() => done())))
  const address = server.address()
  const silent = `amqp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const bus = await openRabbitmqBus({
    url: silent,
    log: pino({ level: 'silent' }),
    receive: receiveOnly,
    redeliver: async () => {},
    handshakeMs: 200,
  })
  expect(bus.isReady()).toBe(false)
  await bus.close()
  await expect(connectOnce(silent, 200)).rejects.toThrow('does not answer: check that it runs')
})

test('a start does not wait for a broker that says nothing, and it is used when it speaks', async () => {
  const { broker, line } = await startSilentBroker()
  const prefix = claimPrefix()
  broker.silent = true
  const bus = await openRabbitmqBus({
    url: line.url,
    prefix,
    log: pino({ level: 'silent' }),
    receive: receiveOnly,
    redeliver: async () => {},
    answerMs: 1_000,
  })
  expect(bus.isReady()).toBe(false)
  const received: string[] = []
  bus.subscribe('first', async ({ id }) => void received.push(id))
  broker.silent = false
  await vi.waitFor(() => expect(bus.isReady()).toBe(true), patience)
  const event = exampleEvent()
  await bus.publish(event)
  await vi.waitFor(() => expect(received).toEqual([event.id]), patience)
  await bus.close()
})

test('a broker that comes back and says nothing yet is asked again', async () => {
  const { broker, line } = await startSilentBroker()
  const bus = await openTestBus({ url: line.url, prefix: claimPrefix(), answerMs: 1_000 })
  bus.subscribe('first', async () => {})
  await bus.publish(exampleEvent())
  broker.silent = true
  line.cut()
  await vi.waitFor(() => expect(broker.keptBack).toBeGreaterThan(0), patience)
  await expect(bus.publish(exampleEvent())).rejects.toThrow('the broker is away')
  broker.silent = false
  await vi.waitFor(() => bus.publish(exampleEvent()), patience)
  await bus.close()
})

test('whoever looks at its dead letters is told that it says nothing', async () => {
  const { broker, line } = await startSilentBroker()
  const box = await openDeadLetterBox(line.url, claimPrefix())
  broker.silent = true
  const words = 'did not answer to the end (no answer within 5000 ms)'
  await Promise.all([
    expect(box.list()).rejects.toThrow(words),
    expect(box.countMessages(['first'])).rejects.toThrow(words),
  ])
  broker.silent = false
  await box.close()
})

test('whoever counts its messages is told so, and leaves no more behind each time', async () => {
  const { broker, line } = await startSilentBroker()
  const bus = await openTestBus({ url: line.url, prefix: claimPrefix(), answerMs: 1_000 })
  bus.subscribe('first', async () => {})
  await bus.publish(exampleEvent())
  broker.silent = true
  await expect(bus.countMessages()).rejects.toThrow('no answer within 1000 ms')
  const { keptBack } = broker
  await expect(bus.countMessages()).rejects.toThrow('no answer within 1000 ms')
  expect(broker.keptBack).toBe(keptBack)
  broker.silent = false
  line.cut()
  await vi.waitFor(() => bus.countMessages(), patience)
  await bus.close()
})

test('a queue that is gone ends the session, though the broker says nothing more, and is filled by whoever makes it again', async () => {
  // basic.cancel
  const { broker, line } = await startSilentBroker(Buffer.from([0, 60, 0, 30]))
  const prefix = claimPrefix()
  const [redeliver, redeliverToo] = [vi.fn(async () => {}), vi.fn(async () => {})]
  const bus = await openTestBus({ url, prefix, redeliver })
  const other = await openTestBus({
    url: line.url,
    prefix,
    redeliver: redeliverToo,
    answerMs: 1_000,
  })
  for (const each of [bus, other]) {
    each.subscribe('first', async () => {})
    await each.publish(exampleEvent())
  }
  redeliver.mockClear()
  await onBroker(url, (channel) => channel.deleteQueue(nameTopology(prefix).queueOf('first')))
  await vi.waitFor(() => expect(other.isReady()).toBe(false), patience)
  await vi.waitFor(() => expect(redeliver).toHaveBeenCalledOnce(), patience)
  broker.silent = false
  await vi.waitFor(() => other.publish(exampleEvent()), patience)
  expect(redeliverToo).not.toHaveBeenCalled()
  await other.close()
  await bus.close()
})

test('a connection that is lost while a queue is filled again comes back', async () => {
  const prefix = claimPrefix()
  const line = await startBrokenLine(url)
  onTestFinished(() => line.close())
  const filling = Promise.withResolvers<void>()
  const redeliver = vi.fn(() => filling.promise)
  const bus = await openTestBus({ url: line.url, prefix, redeliver })
  bus.subscribe('first', async () => {})
  await bus.publish(exampleEvent())
  const { queueOf } = nameTopology(prefix)
  redeliver.mockClear()
  await onBroker(url, (channel) => channel.deleteQueue(queueOf('first')))
  await vi.waitFor(() => expect(redeliver).toHaveBeenCalledOnce(), patience)
  // The database takes its time, and nobody waits for it.
  await vi.waitFor(() => bus.publish(exampleEvent()), patience)
  line.cut()
  await vi.waitFor(() => expect(bus.isReady()).toBe(false), patience)
  filling.resolve()
  await vi.waitFor(() => bus.publish(exampleEvent()), patience)
  await bus.close()
})

test('a connection that is lost while it is closed keeps nobody', async () => {
  const line = await startBrokenLine(url)
  const bus = await openTestBus({ url: line.url, prefix: claimPrefix() })
  line.freeze()
  const closing = bus.close()
  await line.close()
  await closing
})
