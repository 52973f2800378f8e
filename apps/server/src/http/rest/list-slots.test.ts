import { DomainError } from '@rendez/contract'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { type LogContext, readLogContext } from '../../log-context.ts'
import { createLogger } from '../../logger.ts'
import { answerError } from '../answer-error.ts'
import type { HttpEnv } from '../http-env.ts'
import { noRateLimits } from '../rate-limits/rate-limiter.ts'
import { createRequestLimits } from '../rate-limits/request-limits.ts'
import { listSlotsHandler } from './list-slots.ts'

const log = createLogger('silent')
const path =
  '/slots?meeting_type_id=01a1f8b2-366c-7085-8ef0-af67e978de29&from=2027-02-02T00:00:00Z&to=2027-02-03T00:00:00Z'
const ofProxy = '0af7651916cd43dd8448eb211c80319c'

/** The route alone, behind so many proxies; in `contexts` what the log would say of the work. */
function createRoute(trustedProxies: number) {
  const contexts: LogContext[] = []
  const writeSlots = async () => {
    await null
    contexts.push(readLogContext())
    return { body: '{}', tag: 'tag' }
  }
  const limits = createRequestLimits(noRateLimits, trustedProxies)
  const app = new Hono<HttpEnv>()
  app.get('/slots', listSlotsHandler({ writeSlots }, { https: false, limits, trustedProxies, log }))
  const ask = async (headers: Record<string, string>) => {
    const answer = await app.request(path, { headers }, {})
    return [answer.status, answer.headers.get('x-request-id')]
  }
  return { ask, contexts }
}

test('the id that a proxy gave is in the answer, and in the log of what is done for it', async () => {
  const { ask, contexts } = createRoute(1)
  const headers = { 'x-request-id': ofProxy }
  expect(await ask(headers)).toEqual([200, ofProxy])
  expect(await ask({ ...headers, 'if-none-match': '"tag"' })).toEqual([304, ofProxy])
  expect(contexts).toEqual([{ requestId: ofProxy }, { requestId: ofProxy }])
})

test.each([
  ['that no proxy of ours gave', 0, ofProxy],
  ['that is none', 1, 'see https://meet.example.com'],
])('an id %s is replaced by a new one', async (_, trustedProxies, given) => {
  const { ask, contexts } = createRoute(trustedProxies)
  const [status, requestId] = await ask({ 'x-request-id': given })
  expect([status, requestId]).toEqual([200, expect.stringMatching(/^[0-9a-f-]{36}$/)])
  expect(contexts).toEqual([{ requestId }])
})

test.each([
  ['debug', [200, 304]],
  ['info', []],
] as const)('an answer is a line of the log at the level debug: %s', async (level, expected) => {
  const lines: string[] = []
  const log = createLogger(level, { write: (line) => lines.push(line) })
  const limits = createRequestLimits(noRateLimits, 0)
  const writeSlots = async () => ({ body: '{}', tag: 'tag' })
  const app = new Hono<HttpEnv>()
  app.get(
    '/slots',
    listSlotsHandler({ writeSlots }, { https: false, limits, trustedProxies: 0, log }),
  )
  const first = await app.request(path, {}, {})
  const second = await app.request(path, { headers: { 'if-none-match': '"tag"' } }, {})
  const ids = [first, second].map(({ headers }) => headers.get('x-request-id'))
  expect(lines.map((line) => JSON.parse(line))).toEqual(
    expected.map((status, index) => ({
      level: 'debug',
      time: expect.any(String),
      requestId: ids[index],
      method: 'GET',
      route: '/api/availability/slots',
      status,
      milliseconds: expect.any(Number),
      msg: 'request',
    })),
  )
})

test('what the database is away for is not asked of it again by the usual way', async () => {
  const limits = createRequestLimits(noRateLimits, 0)
  const writeSlots = async () => {
    throw new DomainError('SERVICE_UNAVAILABLE')
  }
  const app = new Hono<HttpEnv>()
  const lines: string[] = []
  const log = createLogger('info', { write: (line) => lines.push(line) })
  app.onError((error, c) => answerError(c, error, log))
  const options = { https: false, limits, trustedProxies: 0, log }
  app.get('/slots', listSlotsHandler({ writeSlots }, options))
  app.get('/slots', () => {
    throw new Error('the usual way was taken')
  })
  const answer = await app.request(path, {}, {})
  expect(await answer.json()).toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({
      level: 'error',
      requestId: answer.headers.get('x-request-id'),
      route: '/api/availability/slots',
      status: 503,
      milliseconds: expect.any(Number),
    }),
  ])
})
