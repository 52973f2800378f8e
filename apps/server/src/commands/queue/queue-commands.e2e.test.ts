import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import {
  type RunningRabbitmq,
  startRabbitmq,
} from '../../../../../scripts/services/start-rabbitmq.ts'
import { startBrokenLine } from '../../adapters/message-bus/broken-line.test-kit.ts'
import { exampleEvent, onBroker } from '../../adapters/message-bus/rabbitmq.test-kit.ts'
import {
  declareExchanges,
  declareQueue,
  nameTopology,
} from '../../adapters/message-bus/rabbitmq-topology.ts'
import { createOutboxKit, type OutboxKit } from '../../outbox/outbox.test-kit.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const program = resolve(import.meta.dirname, '../../cli.ts')
const topology = nameTopology('rendez')
const directory = mkdtempSync(join(tmpdir(), 'rendez-queue-'))
let kit: OutboxKit
let broker: RunningRabbitmq
beforeAll(async () => {
  kit = await createOutboxKit()
  broker = await startRabbitmq({ directory })
})
afterEach(async () => {
  await kit.reset()
  await onBroker(broker.url, (channel) => channel.deleteQueue(topology.deadLetterQueue))
})
afterAll(async () => {
  await kit.close()
  await broker.stop()
  rmSync(directory, { recursive: true, force: true })
})

type Ended = { code: number; output: string; errors: string }

/** Runs a command to its end; `onErrors` hears what it says meanwhile on standard error. */
function queue(
  args: string[],
  settings: Record<string, string> = {},
  onErrors: (text: string) => void = () => {},
): Promise<Ended> {
  const env = {
    PATH: '/usr/bin:/bin',
    DATABASE_URL: kit.url,
    APP_SECRET: 'x'.repeat(32),
    AMQP_URL: broker.url,
    ...settings,
  }
  return new Promise((done) => {
    const words = [program, 'queue', ...args]
    const child = execFile(process.execPath, words, { env }, (error, output, errors) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, output, errors })
    })
    child.stderr?.on('data', onErrors)
  })
}

const json = async (...args: string[]) => JSON.parse((await queue([...args, '--json'])).output)

type Letter = { id: string; routingKey?: string; content?: string }

/** Dead letters of the broker, in this order. */
async function giveUp(...letters: Letter[]): Promise<void> {
  await onBroker(broker.url, async (channel) => {
    await declareExchanges(channel, topology)
    await declareQueue(channel, topology, 'notifications')
    for (const { id, routingKey = 'notifications.x', content = '{}' } of letters) {
      const options = { messageId: id, headers: { 'x-original-routing-key': routingKey } }
      channel.publish(topology.deadLetters, '', Buffer.from(content), options)
    }
  })
}

/** Events of the outbox that were given up, by id. */
async function giveUpEvents(...subjects: string[]): Promise<string[]> {
  await kit.append(...subjects)
  await kit.database.sql`update outbox set dead_at = now(), last_error = 'test: never'`
  const rows = await kit.database.sql`select id from outbox order by position`
  return rows.map((row) => row.id)
}

/** What a command refused; how far it was meanwhile depends on the machine. */
const problemsOf = (errors: string) =>
  errors.split('\n').filter((line) => line !== '' && !/^rendez: \d+ of \d+ [em]/.test(line))

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
})

test('dead letters of the outbox and of the broker are listed, and replayed one or all', async () => {
  await giveUpEvents('a', 'b')
  const event = exampleEvent()
  await giveUp({ id: event.id })
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
})

test('a dead letter that no queue takes stays and is named, and holds up no other', async () => {
  const ids = await giveUpEvents('a')
  const [stray, event] = [exampleEvent(), exampleEvent()]
  await giveUp({ id: stray.id, routingKey: 'nobody.x' }, { id: event.id })
  const all = await queue(['dlq-replay-all', '--json'])
  expect([all.code, problemsOf(all.errors)]).toEqual([
    1,
    ['rendez: could not be tried again, and stay: 1 of the messages of the broker'],
  ])
  expect(JSON.parse(all.output)).toEqual({
    outbox: ids,
    broker: [event.id],
    left: [{ id: stray.id, kind: '', routingKey: 'nobody.x', problem: 'no queue takes nobody.x' }],
    dryRun: false,
  })
  expect(await queue(['dlq-replay', stray.id])).toMatchObject({
    code: 1,
    output:
      '0 events of the outbox and 0 messages of the broker are tried again.\n' +
      `stays   ${stray.id}  nobody.x: no queue takes nobody.x\n`,
  })
  expect(await json('dlq-inspect')).toMatchObject({ outbox: [], broker: [{ id: stray.id }] })
})

test('a broker that goes away meanwhile: what was tried again is told, and what was not', async () => {
  const ids = await giveUpEvents('a')
  const events = [exampleEvent(), exampleEvent(), exampleEvent()]
  const [first = '', ...others] = events.map(({ id }) => id)
  await giveUp({ id: first }, ...others.map((id) => ({ id, content: '"cut here"' })))
  const line = await startBrokenLine(broker.url, 'cut here')
  const { code, output, errors } = await queue(['dlq-replay-all', '--json'], { AMQP_URL: line.url })
  await line.close()
  expect([code, problemsOf(errors)]).toEqual([
    1,
    ['rendez: could not be tried again, and stay: 2 of the messages of the broker'],
  ])
  expect(JSON.parse(output)).toMatchObject({
    outbox: ids,
    broker: [first],
    left: others.map((id) => ({ id, problem: expect.stringMatching(/closed/i) })),
  })
})

test('while the broker is away the outbox is shown and replayed, and it is said', async () => {
  const [one = '', ...others] = await giveUpEvents('a', 'b', 'c')
  const AMQP_URL = 'amqp://guest:hunter2@127.0.0.1:1'
  const problem = 'AMQP_URL: the broker at 127.0.0.1:1 does not answer: check that it runs'
  const away = (...args: string[]) => queue(args, { AMQP_URL })

  const listed = await away('dlq-inspect', '--json')
  expect([listed.code, listed.errors]).toEqual([1, `rendez: ${problem}\n`])
  expect(JSON.parse(listed.output)).toMatchObject({
    outbox: [{ id: one }, ...others.map((id) => ({ id }))],
    broker: { problem },
  })
  const replayed = await away('dlq-replay', one, '--json')
  expect([replayed.code, problemsOf(replayed.errors)]).toEqual([0, [`rendez: ${problem}`]])
  expect(JSON.parse(replayed.output)).toMatchObject({ outbox: [one], broker: { problem } })
  const again = await away('dlq-replay', one)
  expect([again.code, problemsOf(again.errors)]).toEqual([
    1,
    [
      `rendez: nothing with the id ${one} was given up in the outbox, and the broker was not asked: ${problem}`,
    ],
  ])
  const all = await away('dlq-replay-all', '--json')
  expect([all.code, JSON.parse(all.output).outbox]).toEqual([1, others])
  expect((await json('status')).outbox).toMatchObject({ waiting: 3, dead: 0 })
})

test('a replay that takes long says how far it is', async () => {
  const ids = await giveUpEvents('a', 'b')
  const sql = postgres(kit.url, { max: 1 })
  const held = Promise.withResolvers<void>()
  const holding = sql.begin(async (transaction) => {
    await transaction`select from outbox for update`
    await held.promise
  })
  const { code, output, errors } = await queue(['dlq-replay-all', '--json'], {}, () =>
    held.resolve(),
  )
  held.resolve()
  await holding
  await sql.end()
  expect([code, errors]).toEqual([
    0,
    expect.stringMatching(/^rendez: 0 of 2 events of the outbox\n/),
  ])
  expect(problemsOf(errors)).toEqual([])
  expect(JSON.parse(output).outbox).toEqual(ids)
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
