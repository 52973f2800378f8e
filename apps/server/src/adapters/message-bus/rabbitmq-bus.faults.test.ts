import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { freePorts } from '../../../../../scripts/services/free-ports.ts'
import {
  type RunningRabbitmq,
  startRabbitmq,
} from '../../../../../scripts/services/start-rabbitmq.ts'
import { createOutboxKit, nameOf, type OutboxKit } from '../../outbox/outbox.test-kit.ts'
import type { EventHandler, ReceiveEvent } from '../../ports/message-bus.ts'
import { startBrokenLine } from './broken-line.test-kit.ts'
import { type PipelineOptions, startTestPipeline } from './pipeline.test-kit.ts'
import { exampleEvent, newPrefix, onBroker, openTestBus } from './rabbitmq.test-kit.ts'
import { nameTopology } from './rabbitmq-topology.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

const patience = { timeout: 120_000, interval: 50 }
const directory = mkdtempSync(join(tmpdir(), 'rendez-rabbitmq-'))
let kit: OutboxKit
let broker: RunningRabbitmq

beforeAll(async () => {
  kit = await createOutboxKit()
  broker = await startRabbitmq({ directory })
})
afterEach(() => kit.reset())
afterAll(async () => {
  await kit.close()
  await broker.stop()
  rmSync(directory, { recursive: true, force: true })
})

const startPipeline = (prefix: string, handler: EventHandler, options: PipelineOptions = {}) =>
  startTestPipeline(kit, handler, { url: broker.url, prefix, ...options })

const isEmpty = () => expect.poll(() => kit.countRows(), patience).toBe(0)

/** The broker dies without a word, and comes back with what it had on disk. */
async function killAndRestart(): Promise<void> {
  const { ports } = broker
  broker.kill()
  // The name service is given another port: on one that is still taken by what was killed it cannot
  // start, and the broker then starts one that nobody ends.
  const [epmd = 0] = await freePorts(1)
  broker = await startRabbitmq({ directory, ports: { ...ports, epmd } })
}

test('a broker killed in the middle loses nothing, and nothing is handled twice', async () => {
  const handled: string[] = []
  const back = Promise.withResolvers<void>()
  const handler: EventHandler = async (event) => {
    if (handled.length > 10) await back.promise
    handled.push(nameOf(event))
  }
  const prefix = newPrefix()
  const { bus } = await startPipeline(prefix, handler)
  await startPipeline(prefix, handler)
  const subjects = Array.from({ length: 150 }, (_, index) => `subject ${index % 80}`)
  const appending = kit.append(...subjects)
  // Its queue is so young that it may come back without it.
  const inQueue = async () => (await bus.countMessages())[0]?.messages
  await expect.poll(inQueue, patience).toBeGreaterThan(10)
  await killAndRestart()
  back.resolve()
  await appending
  await isEmpty()
  const expected = subjects.map((subject, version) => `${subject}${version}`)
  expect(handled.toSorted()).toEqual(expected.toSorted())
  for (const subject of new Set(subjects)) {
    const isOfIt = (name: string) => name.startsWith(subject) && expected.includes(name)
    const versions = (names: string[]) =>
      names
        .filter(isOfIt)
        .filter((name) => subjects[Number(name.slice(subject.length))] === subject)
    expect(versions(handled)).toEqual(versions(expected))
  }
})

test('while the broker is away events wait, and go out when it is back', async () => {
  const { ports } = broker
  await broker.stop()
  const handled: string[] = []
  const { bus } = await startPipeline(
    newPrefix(),
    async (event) => void handled.push(nameOf(event)),
  )
  await kit.append('a', 'a', 'b')
  expect(bus.isReady()).toBe(false)
  const rows = await kit.database.sql`select attempts, last_error from outbox`
  expect(rows).toEqual(Array.from({ length: 3 }, () => ({ attempts: 0, last_error: null })))
  broker = await startRabbitmq({ directory, ports })
  await isEmpty()
  expect(handled.toSorted()).toEqual(['a0', 'a1', 'b2'])
})

test('the exchange unbound: publishing fails, the outbox keeps the event, and it is handled', async () => {
  const prefix = newPrefix()
  const handled: string[] = []
  const { bus } = await startPipeline(prefix, async (event) => void handled.push(nameOf(event)))
  await kit.append('a')
  await isEmpty()
  const { events, queueOf } = nameTopology(prefix)
  await onBroker(broker.url, (channel) => channel.unbindQueue(queueOf('test'), events, 'test.#'))
  await kit.append('b')
  await isEmpty()
  expect(handled).toEqual(['a0', 'b0'])
  expect(bus.isReady()).toBe(true)
})

test('a broker that is short of memory takes nothing, says why, and costs no event an attempt', async () => {
  const handled: string[] = []
  const { bus } = await startPipeline(
    newPrefix(),
    async (event) => void handled.push(nameOf(event)),
  )
  await kit.append('a')
  await isEmpty()
  await bus.ping()
  await broker.control('set_vm_memory_high_watermark', '0')
  // It says so to whoever publishes.
  await kit.append('b')
  await expect.poll(() => bus.isReady(), patience).toBe(false)
  await expect(bus.ping()).rejects.toThrow('the broker takes nothing: it is low on memory')
  await expect(bus.countMessages()).rejects.toThrow('the broker takes nothing')
  await kit.append('c')
  const waiting = () =>
    kit.database.sql`
      select attempts from outbox where subject = 'c' and occurred_at < now() - interval '1 second'`
  await expect.poll(waiting, patience).toEqual([{ attempts: 0 }])
  // Whoever stops meanwhile does not wait for it.
  const other = await openTestBus({ url: broker.url, prefix: newPrefix() })
  other.subscribe('test', async () => {})
  const published = other.publish(exampleEvent()).catch(() => {})
  await expect.poll(() => other.isReady(), patience).toBe(false)
  await other.close()
  await published
  await broker.control('set_vm_memory_high_watermark', '0.3')
  await isEmpty()
  await bus.ping()
  expect(bus.isReady()).toBe(true)
  expect(handled.toSorted()).toEqual(['a0', 'b0', 'c0'])
})

test('what was handled while the database takes no note of it is handled once', async () => {
  const handled: string[] = []
  const database = kit.refuse('set handled_at', 3)
  await startPipeline(newPrefix(), async (event) => void handled.push(nameOf(event)), { database })
  await kit.append('a', 'a')
  await isEmpty()
  expect([handled, database.countRefusals()]).toEqual([['a0', 'a1'], 3])
})

test('a consumer that dies between its effect and the acknowledgement: one effect', async () => {
  const prefix = newPrefix()
  const line = await startBrokenLine(broker.url)
  onTestFinished(() => line.close())
  let deliveries = 0
  let effects = 0
  const wrap =
    (receive: ReceiveEvent): ReceiveEvent =>
    async (...delivery) => {
      deliveries += 1
      await receive(...delivery)
      if (deliveries > 1) return { understood: true }
      line.cut()
      return new Promise(() => {})
    }
  const effect = async () => {
    effects += 1
  }
  await startPipeline(prefix, effect, { url: line.url, wrap })
  await kit.append('a')
  await expect.poll(() => deliveries, patience).toBe(2)
  await isEmpty()
  expect(effects).toBe(1)
})
