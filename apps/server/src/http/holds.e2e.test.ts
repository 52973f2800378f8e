import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { holdLimits } from '../modules/bookings/hold-limits.ts'
import { bookingOf, startTestHttp, type TestHttp } from './http.test-kit.ts'
import { rateLimitTable } from './rate-limits/rate-limit-table.ts'

let http: TestHttp

beforeAll(async () => {
  http = await startTestHttp({ trustedProxies: 1 })
})
afterAll(() => http.close())

const nine = '2027-02-02T09:00:00Z'
const heldSchema = z.object({
  id: z.string(),
  holdToken: z.string(),
  startTime: z.literal(nine),
  endTime: z.literal('2027-02-02T09:30:00Z'),
  expiresAt: z.iso.datetime(),
  lastsSeconds: z.number(),
})

const ask = (meetingTypeId: string, body: object = {}, from: string = randomUUID()) =>
  http.call('/api/holds', {
    headers: { 'x-forwarded-for': from },
    body: { meetingTypeId, startTime: nine, ...body },
  })
const hold = async (meetingTypeId: string) => {
  const answer = await ask(meetingTypeId)
  expect(answer.status).toBe(201)
  return heldSchema.parse(answer.body)
}
const release = (id: string, headers: Record<string, string> = {}) =>
  http.call(`/api/holds/${id}`, { method: 'DELETE', headers })

test('a slot is held, is taken for others, and is booked with the token', async () => {
  const { meetingTypeId } = await http.offer()
  const { holdToken } = await hold(meetingTypeId)
  const taken = await ask(meetingTypeId)
  expect(taken).toMatchObject({ status: 409, body: { code: 'SLOT_UNAVAILABLE' } })
  expect(taken.body).toHaveProperty('alternatives.length', 5)
  const stranger = await http.call('/api/bookings', { body: bookingOf(meetingTypeId) })
  expect(stranger.status).toBe(409)
  const booked = await http.call('/api/bookings', { body: bookingOf(meetingTypeId, { holdToken }) })
  expect(booked.status).toBe(201)
})

test('a hold is let go with its token: 204, also a second time, and without body', async () => {
  const { meetingTypeId } = await http.offer()
  const { id, holdToken } = await hold(meetingTypeId)
  expect(await release(id, { 'x-hold-token': 'another' })).toMatchObject({ status: 204, text: '' })
  expect((await ask(meetingTypeId)).status).toBe(409)
  for (let times = 0; times < 2; times += 1) {
    expect(await release(id, { 'x-hold-token': holdToken })).toMatchObject({
      status: 204,
      text: '',
    })
  }
  expect((await ask(meetingTypeId)).status).toBe(201)
})

test.each([
  ['no token', randomUUID(), {}],
  ['a token that cannot be one', randomUUID(), { 'x-hold-token': 'x'.repeat(201) }],
  ['an id that is none', 'x', { 'x-hold-token': 'x' }],
])('a release with %s is refused', async (_, id, headers) => {
  expect(await release(id, headers)).toMatchObject({
    status: 400,
    body: { code: 'VALIDATION_ERROR' },
  })
})

test('typed clients hold and let go as well', async () => {
  const { meetingTypeId } = await http.offer()
  const created = await http.call('/api/trpc/holds.create', {
    body: { meetingTypeId, startTime: nine },
  })
  const { result } = z.object({ result: z.object({ data: heldSchema }) }).parse(created.body)
  const released = await http.call('/api/trpc/holds.release', {
    headers: { 'x-hold-token': result.data.holdToken },
    body: { id: result.data.id },
  })
  expect(released.status).toBe(200)
  expect((await ask(meetingTypeId)).status).toBe(201)
})

describe('limits', () => {
  test('live holds are counted by network: a whole IPv6 /64 is one', async () => {
    const { meetingTypeId } = await http.offer()
    const holdAt = (day: number, from: string) =>
      ask(meetingTypeId, { startTime: `2027-02-1${day}T09:00:00Z` }, from)
    for (let n = 0; n < holdLimits.mostOfNetwork; n += 1) {
      expect((await holdAt(n, `2001:db8::${n}`)).status).toBe(201)
    }
    const refused = await holdAt(8, '2001:db8::ffff')
    expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } })
    expect(refused.headers.get('retry-after')).toBe('60')
    expect((await holdAt(8, '2001:db8:0:1::1')).status).toBe(201)
  })

  test('who asks for ever new holds is refused', async () => {
    const limited = await startTestHttp({ rateLimits: true })
    const { meetingTypeId } = await limited.offer()
    const body = { meetingTypeId, startTime: '2027-02-02T09:07:00Z' }
    for (let n = 0; n < rateLimitTable.hold.burst; n += 1) {
      expect((await limited.call('/api/holds', { body })).status).toBe(422)
    }
    const refused = await limited.call('/api/holds', { body })
    expect(refused.status).toBe(429)
    expect(refused.headers.get('ratelimit')).toBe('"change";r=39;t=11, "hold";r=0;t=30')
    expect(refused.headers.get('retry-after')).toBe('30')
    expect((await limited.call('/api/bookings', { body: bookingOf(meetingTypeId) })).status).toBe(
      201,
    )
    await limited.close()
  })
})
