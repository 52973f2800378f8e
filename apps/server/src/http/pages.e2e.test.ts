import { randomUUID } from 'node:crypto'
import { DomainError } from '@rendez/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Services } from '../modules.ts'
import { book, startTestHttp, type TestHttp } from './http.test-kit.ts'
import { createPages } from './pages.ts'
import { rateLimitTable } from './rate-limits/rate-limit-table.ts'
import { noRateLimits } from './rate-limits/rate-limiter.ts'
import { createRequestLimits } from './rate-limits/request-limits.ts'

// The clock stands at Monday, 1 February 2027, 08:00 UTC; the host is open at every hour.
let http: TestHttp
let booking: Awaited<ReturnType<typeof book>>

beforeAll(async () => {
  http = await startTestHttp()
  const offer = await http.offer()
  booking = await book(http, offer)
  await book(http, offer, { startTime: taken, inviteeEmail: 'mary@example.com' })
})
afterAll(() => http.close())

const taken = '2027-02-03T10:00:00Z'

const refuse = async () => {
  throw new DomainError('SERVICE_UNAVAILABLE', { retryAfterSeconds: 7 })
}

/** Sends the form of a browser without JavaScript to pages that stand on other services. */
async function send(changed: Partial<Services>, fields: Record<string, string>) {
  const services = { ...http.services, ...changed }
  const limits = createRequestLimits(noRateLimits, 0)
  const pages = createPages({ services, limits, clock: http.clock })
  const answer = await pages.request(`/booking/${booking.id}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: new URLSearchParams({ manageToken: booking.manageToken, ...fields }).toString(),
  })
  const retryAfter = answer.headers.get('retry-after')
  return { status: answer.status, retryAfter, body: await answer.json() }
}

const opened = (stage: object) => ({
  opened: {
    status: 'ready',
    booking: { id: booking.id, status: 'confirmed', version: 0 },
    manageToken: booking.manageToken,
    justDone: null,
    stage,
  },
})
const unavailable = { code: 'SERVICE_UNAVAILABLE' }

test('when no times can be had to move to, the page of the booking says so', async () => {
  const availability = { ...http.services.availability, listSlots: refuse }
  expect(await send({ availability }, { step: 'move' })).toMatchObject({
    status: 503,
    retryAfter: '7',
    body: opened({ mode: 'look', refusal: unavailable }),
  })
  // Why the booking was not moved counts over it.
  const move = { act: 'move', time: taken, version: '0' }
  expect(await send({ availability }, move)).toMatchObject({
    status: 409,
    retryAfter: null,
    body: opened({ mode: 'look', refusal: { code: 'SLOT_UNAVAILABLE' } }),
  })
})

test('when a booking was not changed and cannot be read again, its page stays', async () => {
  const { bookings } = http.services
  const answers = [bookings.get]
  const get: typeof bookings.get = (...asked) => (answers.shift() ?? refuse)(...asked)
  const reason = 'x'.repeat(501)
  expect(await send({ bookings: { ...bookings, get } }, { act: 'cancel', reason })).toMatchObject({
    status: 503,
    retryAfter: '7',
    body: opened({ mode: 'cancel', reason, refusal: unavailable }),
  })
})

test('a form counts as a change: too many are told when to come back, by a page', async () => {
  await using resources = new AsyncDisposableStack()
  const limited = await startTestHttp({ rateLimits: true })
  resources.defer(() => limited.close())
  const send = () =>
    limited.call(`/booking/${randomUUID()}`, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'manageToken=wrong',
    })
  const { burst } = rateLimitTable.change
  const allowed = await Promise.all(Array.from({ length: burst }, send))
  expect(new Set(allowed.map(({ status }) => status))).toEqual(new Set([404]))
  const { status, headers, text } = await send()
  expect([status, headers.get('retry-after')]).toEqual([429, '1'])
  expect(headers.get('ratelimit')).toBe('"change";r=0;t=1')
  expect(headers.get('content-type')).toContain('text/html')
  expect(text).toContain('Please try again in a second.')
  // Whoever only opens the link of their mail is not held up.
  expect((await limited.call(`/booking/${randomUUID()}`)).status).toBe(200)
})
