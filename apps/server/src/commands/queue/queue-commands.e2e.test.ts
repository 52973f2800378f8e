import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  type RunningRabbitmq,
  startRabbitmq,
} from '../../../../../scripts/services/start-rabbitmq.ts'
import {
  exampleEvent,
  onBroker,
  openTestBus,
} from '../../adapters/message-bus/rabbitmq.test-kit.ts'
import { createOutboxKit, type OutboxKit } from '../../outbox/outbox.test-kit.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const program = resolve(import.meta.dirname, '../../cli.ts')
const directory = mkdtempSync(join(tmpdir(), 'rendez-queue-'))
let kit: OutboxKit
let broker: RunningRabbitmq
beforeAll(async () => {
  kit = await createOutboxKit()
  broker = await startRabbitmq({ directory })
})
afterAll(async () => {
  await kit.close()
  await broker.stop()
  rmSync(directory, { recursive: true, force: true })
})

type Ended = { code: number; output: string; errors: string }

function queue(args: string[], settings: Record<string, string> = {}): Promise<Ended> {
  const env = {
    PATH: '/usr/bin:/bin',
    DATABASE_URL: kit.url,
    APP_SECRET: 'x'.repeat(32),
    AMQP_URL: broker.url,
    ...settings,
  }
  return new Promise((done) => {
    execFile(process.execPath, [program, 'queue', ...args], { env }, (error, output, errors) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, output, errors })
    })
  })
}

const json = async (...args: string[]) => JSON.parse((await queue([...args, '--json'])).output)

test('pause and resume, with a dry run, and a status that says so', async () => {
  expect(await json('pause', '--dry-run')).toEqual({ state: 'paused', changed: true, dryRun: true })
  expect((await json('status')).outbox.pausedAt).toBeNull()
  expect(await json('pause')).toMatchObject({ changed: true })
  expect(await json('pause')).toMatchObject({ changed: false })
  await kit.append('a')
  expect(await json('status')).toMatchObject({
    outbox: { pausedAt: expect.stringContaining('T'), waiting: 1, dead: 0 },
    broker: { deadLetters: 0 },
  })
  expect((await queue(['resume'])).output).toBe('The queue is now running.\n')
  await kit.reset()
})

test('dead letters of the outbox and of the broker are listed, and replayed one or all', async () => {
  await kit.append('a', 'b')
  await kit.database.sql`update outbox set dead_at = now(), last_error = 'test: never'`
  const bus = await openTestBus({ url: broker.url, prefix: 'rendez' })
  bus.subscribe('notifications', async () => {})
  const event = exampleEvent()
  await bus.publish(event)
  await bus.close()
  await onBroker(broker.url, async (channel) => {
    const options = {
      messageId: event.id,
      headers: { 'x-original-routing-key': 'notifications.x' },
    }
    channel.publish('rendez.dead-letters', '', Buffer.from('{}'), options)
  })
  const found = await json('dlq-inspect')
  expect(found.outbox).toHaveLength(2)
  expect(found.outbox[0]).toMatchObject({ subject: 'a', reason: 'test: never' })
  expect(found.broker).toMatchObject([{ id: event.id, routingKey: 'notifications.x' }])

  const [{ id }] = found.outbox
  expect(await json('dlq-replay', id, '--dry-run')).toMatchObject({ outbox: [id], broker: [] })
  expect(await json('dlq-replay', id)).toMatchObject({ outbox: [id], broker: [] })
  expect((await json('status')).outbox).toMatchObject({ waiting: 1, dead: 1 })
  expect(await json('dlq-replay-all')).toMatchObject({
    outbox: [found.outbox[1].id],
    broker: [event.id],
  })
  const { output } = await queue(['dlq-inspect'])
  expect(output).toBe('There are no dead letters.\n')
  await kit.reset()
})

test('what cannot be done is one line and exit code 1', async () => {
  const unknown = await queue(['dlq-replay', 'nothing'])
  expect([unknown.code, unknown.errors]).toEqual([
    1,
    'rendez: nothing with the id nothing was given up: see queue dlq-inspect\n',
  ])
  const AMQP_URL = 'amqp://guest:hunter2@127.0.0.1:1'
  const away = await queue(['dlq-inspect'], { AMQP_URL })
  expect([away.code, away.errors]).toEqual([
    1,
    'rendez: AMQP_URL: the broker at 127.0.0.1:1 does not answer: check that it runs\n',
  ])
  // The outbox can be looked at and paused all the same.
  expect((await queue(['status'], { AMQP_URL })).output).toContain('does not answer')
  expect((await queue(['pause', '--dry-run'], { AMQP_URL })).code).toBe(0)
  const DATABASE_URL = 'postgres://rendez:hunter2@127.0.0.1:1/rendez'
  const lost = await queue(['status'], { DATABASE_URL })
  expect([lost.code, lost.errors.split('\n')]).toEqual([
    1,
    [
      expect.stringMatching(/^rendez: DATABASE_URL: the database at 127\.0\.0\.1:1 is not usable/),
      '',
    ],
  ])
})
