import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { book, bookingOf, startTestHttp, type TestHttp } from '../http.test-kit.ts'
import { rateLimitTable } from './rate-limit-table.ts'

// A server of its own a test, and hundreds of requests, on machines that may have much else to do.
vi.setConfig({ testTimeout: 60_000 })

let http: TestHttp

async function start(options: { trustedProxies?: number; rateLimits?: boolean } = {}) {
  http = await startTestHttp({ rateLimits: true, ...options })
}
afterEach(() => http.close())

const readSlots = (headers: Record<string, string> = {}) =>
  http.call('/api/availability/slots', { headers })

function counter(): () => number {
  let last = 0
  return () => {
    last += 1
    return last
  }
}

/** Statuses of so many requests. */
const statuses = async (count: number, ask: () => Promise<{ status: number }>) => {
  const answers = await Promise.all(Array.from({ length: count }, ask))
  return Map.groupBy(answers, ({ status }) => status)
}

const { read, change, booking, invitee, phone } = rateLimitTable

/** What an answer says of the limits, and when to come back. */
const toldBy = ({ headers }: { headers: Headers }) => ({
  policy: headers.get('ratelimit-policy'),
  limits: headers.get('ratelimit'),
  retryAfter: headers.get('retry-after'),
})
const tooMany = { code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: expect.any(Number) }

test('what may be asked is told, and what is too much is refused with the time to wait', async () => {
  await start()
  const { meetingTypeId } = await http.offer()
  const query = {
    meeting_type_id: meetingTypeId,
    from: '2027-02-02T00:00:00Z',
    to: '2027-02-03T00:00:00Z',
  }
  const ask = () => http.call(`/api/availability/slots?${new URLSearchParams(query)}`)
  const first = await ask()
  expect(first.status).toBe(200)
  expect(first.headers.get('ratelimit-policy')).toBe(`"read";q=${read.count};w=60`)
  expect(first.headers.get('ratelimit')).toBe(`"read";r=${read.burst - 1};t=1`)

  const rest = await statuses(read.burst, ask)
  expect(rest.get(200)).toHaveLength(read.burst - 1)
  const refused = await ask()
  expect(refused).toMatchObject({ status: 429, body: tooMany })
  const policy = `"read";q=${read.count};w=60`
  expect(toldBy(refused)).toEqual({ policy, limits: '"read";r=0;t=1', retryAfter: '1' })
  expect(refused.headers.get('access-control-allow-origin')).toBe('*')
  expect(refused.headers.get('x-content-type-options')).toBe('nosniff')

  // Other addresses of the API, and pages, are the same reading.
  expect((await http.call('/api/openapi.json')).status).toBe(429)
  const page = await http.call('/ada')
  expect([page.status, page.headers.get('retry-after')]).toEqual([429, '1'])
  expect(page.text).toContain('Please try again in a second.')
  expect((await http.call('/health')).status).toBe(200)

  http.clock.set('2027-02-01T08:00:01Z')
  expect((await ask()).status).toBe(200)
})

test('a batch counts as many as it calls, however its commas are written', async () => {
  await start()
  const batch = (comma: string, size: number) => {
    const names = Array.from({ length: size }, () => 'hosts.profile').join(comma)
    return http.call(`/api/trpc/${names}?batch=1&input=%7B%7D`)
  }
  const remaining = (answer: { headers: Headers }) =>
    Number(/r=(\d+)/.exec(answer.headers.get('ratelimit') ?? '')?.[1])
  expect(remaining(await batch(',', 10))).toBe(read.burst - 10)
  expect(remaining(await batch('%2C', 10))).toBe(read.burst - 20)
  expect(remaining(await batch('%2c', 1))).toBe(read.burst - 21)
  const more = await statuses(read.burst / 10, () => batch(',', 10))
  expect(more.get(429)).toHaveLength(3)
  const refused = await batch(',', 10)
  expect(refused.status).toBe(429)
  expect(refused.body).toMatchObject({ error: { data: { error: tooMany } } })
})

describe('who is counted', () => {
  const isRefused = async (headers: Record<string, string>) =>
    (await readSlots(headers)).status === 429

  test('a header that a client writes makes nobody of them', async () => {
    await start()
    const spoof = () =>
      readSlots({ 'x-forwarded-for': `203.0.113.${Math.floor(Math.random() * 250)}` })
    const answers = await statuses(read.burst + 20, spoof)
    expect(answers.get(429)).toHaveLength(20)
  })

  test('behind a proxy of ours it is who the proxy saw, an IPv6 network as one', async () => {
    await start({ trustedProxies: 1 })
    const nextNumber = counter()
    const ask = () => readSlots({ 'x-forwarded-for': `spoofed, 2001:db8::${nextNumber()}` })
    const answers = await statuses(read.burst + 5, ask)
    expect(answers.get(429)).toHaveLength(5)
    expect(await isRefused({ 'x-forwarded-for': '2001:db8:0:0:ffff::1' })).toBe(true)
    expect(await isRefused({ 'x-forwarded-for': '2001:db8:0:1::1' })).toBe(false)
  })
})

describe('new bookings', () => {
  const create = (inviteeEmail: string, meetingTypeId: string, day = 2) =>
    http.call('/api/bookings', {
      body: bookingOf(meetingTypeId, { inviteeEmail, startTime: `2027-02-0${day}T09:00:00Z` }),
    })

  test('are limited by client address, in batches too', async () => {
    await start()
    const { meetingTypeId } = await http.offer()
    const calls = Array.from({ length: 10 }, (_, index) => [
      String(index),
      bookingOf(meetingTypeId, { inviteeEmail: `${randomUUID()}@example.com` }),
    ])
    const names = calls.map(() => 'bookings.create').join(',')
    const batch = () => http.call(`/api/trpc/${names}?batch=1`, { body: Object.fromEntries(calls) })
    const policy = '"change";q=120;w=60, "booking";q=20;w=60'
    expect(toldBy(await batch())).toEqual({
      policy,
      limits: '"change";r=50;t=5, "booking";r=10;t=30',
      retryAfter: null,
    })
    for (let sent = 10; sent < booking.burst; sent += 10) await batch()
    const refused = await batch()
    expect(refused.body).toMatchObject(calls.map(() => ({ error: { data: { error: tooMany } } })))
    const limits = '"change";r=30;t=15, "booking";r=0;t=3'
    expect(toldBy(refused)).toEqual({ policy, limits, retryAfter: '3' })
    const single = await create('ada@example.com', meetingTypeId)
    expect(single).toMatchObject({ status: 429, body: { ...tooMany, retryAfterSeconds: 3 } })
    expect(toldBy(single)).toEqual({
      policy,
      limits: '"change";r=29;t=16, "booking";r=0;t=3',
      retryAfter: '3',
    })
  })

  test('are limited by invitee, and the case of letters makes no other one', async () => {
    await start({ trustedProxies: 1 })
    const offer = await http.offer()
    const nextNumber = counter()
    const ask = (inviteeEmail: string, meetingTypeId = offer.meetingTypeId) =>
      http.call('/api/bookings', {
        headers: { 'x-forwarded-for': `192.0.2.${nextNumber()}` },
        body: bookingOf(meetingTypeId, { inviteeEmail }),
      })
    for (let index = 0; index < invitee.burst; index += 1) await ask('ada@example.com')
    const refused = await ask('ADA@example.com')
    expect(refused).toMatchObject({ status: 429, body: tooMany })
    const ofClient = '"change";r=59;t=1, "booking";r=19;t=3'
    expect(toldBy(refused)).toEqual({
      policy: '"change";q=120;w=60, "booking";q=20;w=60, "invitee";q=10;w=3600',
      limits: `${ofClient}, "invitee";r=0;t=360`,
      retryAfter: '360',
    })
    // Nobody learns whether an invitee has booked, nor how much is booked of a meeting type.
    const taken = await ask('grace@example.com')
    expect([taken.status, toldBy(taken).limits]).toEqual([409, ofClient])
    const other = await http.offer()
    expect((await ask('ada@example.com', other.meetingTypeId)).status).toBe(201)
  })

  test('are limited by meeting type; of several limits that refuse the longest wait is told', async () => {
    await start({ trustedProxies: 1 })
    const { meetingTypeId } = await http.offer()
    const nextNumber = counter()
    const ask = (inviteeEmail = `${nextNumber()}@example.com`) =>
      http.call('/api/bookings', {
        headers: { 'x-forwarded-for': `192.0.2.${nextNumber()}` },
        body: bookingOf(meetingTypeId, { inviteeEmail, startTime: '2027-02-02T09:07:00Z' }),
      })
    const ofAda = await statuses(invitee.burst, () => ask('ada@example.com'))
    const ofOthers = await statuses(rateLimitTable['meeting-type'].burst - invitee.burst, ask)
    expect([[...ofAda.keys()], [...ofOthers.keys()]]).toEqual([[422], [422]])
    const refused = await ask()
    expect(refused).toMatchObject({ status: 429, body: tooMany })
    const ofClient = '"change";r=59;t=1, "booking";r=19;t=3'
    expect(toldBy(refused)).toMatchObject({
      limits: `${ofClient}, "meeting-type";r=0;t=12`,
      retryAfter: '12',
    })
    expect(toldBy(await ask('ada@example.com'))).toMatchObject({
      limits: `${ofClient}, "meeting-type";r=0;t=12, "invitee";r=0;t=360`,
      retryAfter: '360',
    })
  })

  test('are limited by the form without JavaScript too, which says when to come back', async () => {
    await start()
    const { meetingTypeId, username } = await http.offer({ slug: 'intro' })
    const attempts = await statuses(booking.burst, () => create('ada@example.com', meetingTypeId))
    expect(attempts.has(201)).toBe(true)
    const form = new URLSearchParams({
      time: '2027-02-02T10:00:00Z',
      timezone: 'UTC',
      name: 'Grace Hopper',
      email: 'grace@example.com',
    })
    const refused = await http.call(`/${username}/intro`, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    })
    expect([refused.status, refused.text]).toEqual([429, expect.stringContaining('Grace Hopper')])
    expect(toldBy(refused)).toMatchObject({
      limits: '"change";r=39;t=11, "booking";r=0;t=3',
      retryAfter: '3',
    })
  })
})

test('new bookings are limited by phone number, however written, across meeting types', async () => {
  await start({ trustedProxies: 1 })
  const nextNumber = counter()
  const ask = async (inviteePhone: string | null) => {
    const { meetingTypeId } = await http.offer({ sms: 'optional' })
    const number = nextNumber()
    return http.call('/api/bookings', {
      headers: { 'x-forwarded-for': `192.0.2.${number}` },
      body: bookingOf(meetingTypeId, { inviteePhone, inviteeEmail: `${number}@example.com` }),
    })
  }
  for (let index = 0; index < phone.burst; index += 1) {
    expect((await ask('+33 6 12 34 56 78')).status).toBe(201)
  }
  const refused = await ask('0033612345678')
  expect(refused).toMatchObject({ status: 429, body: tooMany })
  expect(toldBy(refused)).toMatchObject({
    limits: '"change";r=59;t=1, "booking";r=19;t=3, "phone";r=0;t=360',
    retryAfter: '360',
  })
  expect((await ask('+33612345679')).status).toBe(201)
  expect((await ask(null)).status).toBe(201)
})

test('other changes are limited by client address', async () => {
  await start()
  const cancel = () => http.call(`/api/bookings/${randomUUID()}`, { method: 'DELETE' })
  const answers = await statuses(change.burst + 1, cancel)
  expect(answers.get(401)).toHaveLength(change.burst)
  expect(answers.get(429)).toHaveLength(1)
})

test('an account is limited wherever its requests come from, and not another one', async () => {
  await start({ trustedProxies: 1 })
  const [cookie, otherCookie] = [await http.logIn(), await http.logIn()]
  const { account } = rateLimitTable
  const names = Array.from({ length: 10 }, () => 'hosts.profile').join(',')
  const nextNumber = counter()
  const ask = (session: string) =>
    http.call(`/api/trpc/${names}?batch=1`, {
      headers: { cookie: session, 'x-forwarded-for': `192.0.2.${nextNumber()}` },
    })
  for (let sent = 0; sent < account.burst; sent += 10) expect((await ask(cookie)).status).toBe(200)
  const refused = await ask(cookie)
  expect(refused.status).toBe(429)
  expect(refused.body).toHaveProperty('0.error.data.error.code', 'RATE_LIMITED')
  expect(toldBy(refused)).toEqual({
    policy: '"read";q=300;w=60, "account";q=600;w=60',
    limits: '"read";r=190;t=2, "account";r=0;t=1',
    retryAfter: '1',
  })
  expect((await ask(otherCookie)).status).toBe(200)
})

test('switched off, nothing is counted', async () => {
  await start({ rateLimits: false })
  const answers = await statuses(read.burst + 20, readSlots)
  expect(answers.has(429)).toBe(false)
  expect((await readSlots()).headers.has('ratelimit')).toBe(false)
})

test('a booking goes on when the limits are far', async () => {
  await start()
  const offer = await http.offer()
  expect(await book(http, offer)).toMatchObject({ id: expect.any(String) })
})
