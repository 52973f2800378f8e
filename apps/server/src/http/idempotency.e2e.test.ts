import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { book, bookingOf, type CallOptions, startTestHttp, type TestHttp } from './http.test-kit.ts'

let http: TestHttp

beforeAll(async () => {
  http = await startTestHttp()
})
afterAll(() => http.close())

const replayed = 'idempotency-replayed'
const nine = '2027-02-02T09:00:00Z'

type Wish = { name: string; path: string; status: number; options: CallOptions; other: object }

/** Everything that honours a key, as REST; `other` is another body for the same address. */
async function wishes(): Promise<Wish[]> {
  const offer = await http.offer()
  const { meetingTypeId } = offer
  const moved = await book(http, offer, { startTime: '2027-02-03T09:00:00Z' })
  const cancelled = await book(http, offer, { startTime: '2027-02-04T09:00:00Z' })
  const tokenOf = ({ manageToken }: { manageToken: string }) => ({ 'x-manage-token': manageToken })
  return [
    {
      name: 'create',
      path: '/api/bookings',
      status: 201,
      options: { body: bookingOf(meetingTypeId) },
      other: bookingOf(meetingTypeId, { notes: 'other' }),
    },
    {
      name: 'hold',
      path: '/api/holds',
      status: 201,
      options: { body: { meetingTypeId, startTime: '2027-02-05T09:00:00Z' } },
      other: { meetingTypeId, startTime: '2027-02-05T10:00:00Z' },
    },
    {
      name: 'reschedule',
      path: `/api/bookings/${moved.id}/reschedule`,
      status: 200,
      options: {
        method: 'PUT',
        headers: tokenOf(moved),
        body: { startTime: '2027-02-03T10:00:00Z' },
      },
      other: { startTime: '2027-02-03T11:00:00Z' },
    },
    {
      name: 'cancel',
      path: `/api/bookings/${cancelled.id}`,
      status: 200,
      options: { method: 'DELETE', headers: tokenOf(cancelled), body: { reason: 'Ill' } },
      other: { reason: 'Well again' },
    },
  ]
}

const send = ({ path, options }: Wish, headers: Record<string, string>, body = options.body) =>
  http.call(path, {
    ...options,
    headers: { ...options.headers, ...headers },
    ...(body === undefined ? {} : { body }),
  })

test('the same key and body: the first answer again, to the letter, and marked', async () => {
  for (const wish of await wishes()) {
    const key = randomUUID()
    const first = await send(wish, { 'idempotency-key': `"${key}"` })
    expect([wish.name, first.status]).toEqual([wish.name, wish.status])
    expect(first.headers.get(replayed)).toBeNull()
    // The two headers name the same key.
    const again = await send(wish, { 'x-idempotency-key': key })
    expect([again.status, again.text]).toEqual([first.status, first.text])
    expect(again.headers.get(replayed)).toBe('true')
    expect(again.headers.get('access-control-expose-headers')).toContain('Idempotency-Replayed')
  }
})

test('the same key with another body is refused with 422', async () => {
  for (const wish of await wishes()) {
    const headers = { 'x-idempotency-key': randomUUID() }
    await send(wish, headers)
    expect(await send(wish, headers, wish.other)).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_CONFLICT', retryable: false },
    })
  }
})

/** Runs `work` while nobody can read or write claims: a request for somebody's time stands still. */
async function whileClaimsAreLocked(work: () => Promise<void>): Promise<void> {
  await http.database.sql.begin(async (tx) => {
    await tx`lock table claims in access exclusive mode`
    await work()
  })
}

const countWaiting = async () => {
  const [row] = await http.database.sql`
    select count(*)::int as count from pg_locks
    where not granted and relation = 'claims'::regclass
      and database = (select oid from pg_database where datname = current_database())`
  return row?.count
}

test('while the first is under way, 409 says when to come back', async () => {
  for (const wish of await wishes()) {
    const headers = { 'x-idempotency-key': randomUUID() }
    let first: ReturnType<typeof send> | undefined
    await whileClaimsAreLocked(async () => {
      first = send(wish, headers)
      await expect.poll(countWaiting).toBe(1)
      const second = await send(wish, headers)
      expect([wish.name, second.status, second.body]).toEqual([
        wish.name,
        409,
        expect.objectContaining({ code: 'IDEMPOTENCY_IN_PROGRESS', retryable: true }),
      ])
      expect(second.headers.get('retry-after')).toBe('1')
    })
    expect((await first)?.status).toBe(wish.status)
    const again = await send(wish, headers)
    expect([again.status, again.headers.get(replayed)]).toEqual([wish.status, 'true'])
  }
})

test('what was refused is not kept: it may be tried again under its key', async () => {
  const offer = await http.offer()
  const taken = await book(http, offer)
  const headers = { 'x-idempotency-key': randomUUID() }
  const wish = { headers, body: bookingOf(offer.meetingTypeId, { inviteeEmail: 'b@example.com' }) }
  expect((await http.call('/api/bookings', wish)).status).toBe(409)
  await http.call(`/api/bookings/${taken.id}`, {
    method: 'DELETE',
    headers: { 'x-manage-token': taken.manageToken },
  })
  const booked = await http.call('/api/bookings', wish)
  expect([booked.status, booked.headers.get(replayed)]).toEqual([201, null])
})

test('the answer stays when the meeting type was renamed, deleted, and the meeting is over', async () => {
  const { meetingTypeId, hostId } = await http.offer()
  const wish = { headers: { 'x-idempotency-key': randomUUID() }, body: bookingOf(meetingTypeId) }
  const first = await http.call('/api/bookings', wish)
  await http.database.sql`
    update meeting_types set name = 'Renamed', color = '#000000', active = false, deleted_at = now()
    where id = ${meetingTypeId}`
  await http.database.sql`update hosts set display_name = 'Renamed' where id = ${hostId}`
  const again = await http.call('/api/bookings', wish)
  expect([again.status, again.text]).toEqual([201, first.text])
  expect(again.headers.get(replayed)).toBe('true')

  const other = { ...wish, body: bookingOf(meetingTypeId, { notes: 'other' }) }
  expect((await http.call('/api/bookings', other)).status).toBe(422)
  const unknown = { body: bookingOf(meetingTypeId, { startTime: '2027-02-02T12:00:00Z' }) }
  expect((await http.call('/api/bookings', unknown)).status).toBe(404)
})

test('a move that was there already answers the same when the booking has gone elsewhere', async () => {
  const offer = await http.offer()
  const { id, manageToken } = await book(http, offer)
  const move = (startTime: string, key: string) =>
    http.call(`/api/bookings/${id}/reschedule`, {
      method: 'PUT',
      headers: { 'x-manage-token': manageToken, 'x-idempotency-key': key },
      body: { startTime },
    })
  const first = await move(nine, 'stay')
  await move('2027-02-02T12:00:00Z', 'go')
  const again = await move(nine, 'stay')
  expect([again.text, again.headers.get(replayed)]).toEqual([first.text, 'true'])
  const now = await http.call(`/api/bookings/${id}`, { headers: { 'x-manage-token': manageToken } })
  expect(now.body).toMatchObject({ startTime: '2027-02-02T12:00:00Z' })
})

test('typed clients are told of a replay as well', async () => {
  const { meetingTypeId } = await http.offer()
  const call = () =>
    http.call('/api/trpc/bookings.create', {
      headers: { 'x-idempotency-key': 'a key' },
      body: bookingOf(meetingTypeId),
    })
  const first = await call()
  const again = await call()
  expect([again.status, again.text]).toEqual([first.status, first.text])
  expect([first.headers.get(replayed), again.headers.get(replayed)]).toEqual([null, 'true'])
})

describe('a key', () => {
  const create = async (headers: Record<string, string>) => {
    const { meetingTypeId } = await http.offer()
    return http.call('/api/bookings', { headers, body: bookingOf(meetingTypeId) })
  }

  test.each([
    '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
    String.raw`"with \"quotes\" and \\"`,
    `"${'x'.repeat(255)}"`,
    '"a key";of=client; v=1',
  ])('%s is understood', async (key) => {
    expect((await create({ 'idempotency-key': key })).status).toBe(201)
  })

  test.each([
    ['bare', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['of two', '"one", "two"'],
    ['empty', '""'],
    ['open', '"abc'],
    ['with a quote inside', '"a"b"'],
    ['with an escape that there is not', String.raw`"a\b"`],
    ['too long', `"${'x'.repeat(256)}"`],
    ['a token', 'abc'],
    ['a number', '42'],
    ['beyond ASCII', '"caf\u00e9"'],
  ])('that is malformed, %s, is refused with 400', async (_, key) => {
    const answer = await create({ 'idempotency-key': key })
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_ERROR', fields: [{ path: 'Idempotency-Key' }] },
    })
  })

  test('in both headers must be one key', async () => {
    const both = (plain: string) => ({ 'idempotency-key': '"one"', 'x-idempotency-key': plain })
    expect((await create(both('one'))).status).toBe(201)
    expect((await create(both('other'))).status).toBe(400)
  })
})
