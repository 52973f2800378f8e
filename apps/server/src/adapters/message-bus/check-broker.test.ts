import { createServer, type Server } from 'node:net'
import { afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { startBrokenLine } from './broken-line.test-kit.ts'
import { onBroker } from './rabbitmq.test-kit.ts'
import { openRabbitmqBus } from './rabbitmq-bus.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

const url = inject('amqpUrl')
// It starts for whoever comes first, which may take longer than a bus waits for a broker.
beforeAll(() => onBroker(url, async () => {}))

/** The version in its first words, with another of the same length in its place. */
function pretendToBeOld(said: Buffer): Buffer {
  const text = said.toString('latin1')
  const told = text.replace(/(versionS....)([\d.]+)/s, (_, before: string, version: string) =>
    before.concat('3.9.'.padEnd(version.length, '1')),
  )
  return Buffer.from(told, 'latin1')
}

describe('a broker that cannot be used ends the start with one line', () => {
  let server: Server | undefined
  afterEach(() => new Promise((done) => (server ? server.close(done) : done(undefined))))
  const refusal = async (broken: string) => {
    const opening = openRabbitmqBus({
      url: broken,
      log: { debug() {}, info() {}, warn() {}, error() {}, fatal() {} },
      receive: async () => ({ understood: true }),
      redeliver: async () => {},
    })
    return opening.then(
      () => 'no error',
      (error: Error) => error.message,
    )
  }
  const change = (edit: (parts: URL) => void) => {
    const parts = new URL(url)
    edit(parts)
    return parts.href
  }

  test('a wrong password', async () => {
    const message = await refusal(change((parts) => (parts.password = 'hunter2')))
    expect(message).toMatch(/^the broker at \S+ refuses user and password$/)
  })

  test('a version without what the queues need', async () => {
    const line = await startBrokenLine(url, undefined, pretendToBeOld)
    const { host } = new URL(line.url)
    expect(await refusal(line.url)).toMatch(
      new RegExp(`^the broker at ${host} is RabbitMQ 3\\.9\\.\\d*: 3\\.10 or newer is needed$`),
    )
    await line.close()
  })

  test('a virtual host that is not there', async () => {
    const message = await refusal(change((parts) => (parts.pathname = '/elsewhere')))
    expect(message).toMatch(/has no virtual host "elsewhere" for this user$/)
  })

  test.each([
    ['greets like a mail server', '220 mail.example ESMTP\r\n'],
    ['hangs up', ''],
  ])('a server of another kind, that %s', async (_name, greeting) => {
    server = createServer((socket) => {
      socket.on('error', () => {}).resume()
      socket.end(greeting)
    })
    await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const message = await refusal(`amqp://rendez:hunter2@127.0.0.1:${port}`)
    expect(message).toBe(`the broker at 127.0.0.1:${port} is no RabbitMQ: check host and port`)
  })
})
