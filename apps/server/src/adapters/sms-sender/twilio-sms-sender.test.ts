import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SmsRefusedError } from '../../ports/sms-sender.ts'
import { describeSmsSender } from './sms-sender.suite.ts'
import {
  startTwilioServer,
  type TestTwilioServer,
  type TwilioAnswer,
} from './twilio-server.test-kit.ts'
import { createTwilioSmsSender } from './twilio-sms-sender.ts'

const from = '+15550100200'
const sms = { to: '+33612345678', text: 'See you at 15:00' }

describeSmsSender('Twilio', async () => {
  const server = await startTwilioServer()
  const sender = createTwilioSmsSender({ url: server.url, from })
  return {
    sender,
    delivered: async () => server.received.map(({ to, text }) => ({ to, text })),
    close: () => server.stop(),
  }
})

describe('with a provider that has its moods', () => {
  let server: TestTwilioServer
  beforeEach(async () => {
    server = await startTwilioServer()
  })
  afterEach(() => server.stop())

  const failureOf = async (answer: TwilioAnswer, url = server.url) => {
    server.answer = () => answer
    const sender = createTwilioSmsSender({ url, from, timeoutMs: 500 })
    const failure = await sender.send(sms).catch((error: unknown) => error)
    if (!(failure instanceof Error)) throw new Error('it was sent')
    return failure
  }

  test.each([
    ['a number', from, { from, service: '' }],
    ['a name', 'Rendez', { from: 'Rendez', service: '' }],
    ['a messaging service', 'MG0123', { from: '', service: 'MG0123' }],
  ])('is told %s as the sender', async (_kind, sender, expected) => {
    await createTwilioSmsSender({ url: server.url, from: sender }).send(sms)
    expect(server.received).toMatchObject([expected])
  })

  test.each([21211, 21610, 21612, 21614, 21617, 30006])(
    'what error %i stands for is refused for good',
    async (code) => {
      expect(await failureOf({ status: 400, code })).toBeInstanceOf(SmsRefusedError)
    },
  )

  test.each([
    ['a sender that is not ours', { status: 400, code: 21606 }],
    ['a country that is not allowed yet', { status: 400, code: 21408 }],
    ['a full queue', { status: 400, code: 21611 }],
    ['an error nobody knows', { status: 400, code: 99999 }],
    ['too many requests', { status: 429, code: 20429 }],
    ['a number that is refused by a broken server', { status: 500, code: 21211 }],
    ['a server that is away', { status: 503, body: '<html>Bad gateway</html>' }],
    ['a page in place of the provider', { status: 200, body: '<html>Welcome</html>' }],
    ['a redirect', { status: 307, body: '', location: '/elsewhere' }],
  ] as const)('%s may be tried again', async (_what, answer) => {
    const failure = await failureOf(answer)
    expect(failure).not.toBeInstanceOf(SmsRefusedError)
    expect(failure.message).toMatch(/^the SMS provider answered \d{3}/)
    expect(server.received).toHaveLength(1)
  })

  test.each(['drop', 'hang'] as const)('a connection that ends with %s as well', async (answer) => {
    expect(await failureOf(answer)).not.toBeInstanceOf(SmsRefusedError)
    expect(server.received).toHaveLength(1)
  })

  test('a wrong token may be mended, and no error tells it or the number', async () => {
    const failures = [
      await failureOf('accept', server.url.replace('secret', 'guessed')),
      await failureOf({ status: 400, code: 21211 }),
      await failureOf('drop'),
    ]
    expect(failures[0]?.message).toBe('the SMS provider answered 401 with error 20003')
    for (const failure of failures) {
      const told = JSON.stringify([String(failure), String(failure.cause), failure.stack])
      expect(told).not.toMatch(/guessed|secret|AC0123|336123/)
    }
  })

  test('a provider that cannot be reached may be tried again', async () => {
    const { url } = server
    await server.stop()
    expect(await failureOf('accept', url)).not.toBeInstanceOf(SmsRefusedError)
    server = await startTwilioServer()
  })
})
