import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookingOf, type Offer, startTestHttp, type TestHttp } from './http.test-kit.ts'

let http: TestHttp
let offer: Offer

// Something that nobody expected: a table is gone.
beforeAll(async () => {
  http = await startTestHttp()
  offer = await http.offer({ slug: 'intro' })
  await http.database.sql`alter table meeting_types rename to lost`
})
afterAll(() => http.close())

const failed = {
  code: 'INTERNAL_ERROR',
  message: 'Something went wrong on our side.',
  retryable: true,
  requestId: expect.any(String),
}

function loggedStacks(): string[] {
  const lines = http.logs.splice(0).map((line) => JSON.parse(line))
  return lines.flatMap(({ error }) => (error === undefined ? [] : [JSON.stringify(error)]))
}

const slotsPath = () =>
  `/api/availability/slots?meeting_type_id=${offer.meetingTypeId}&from=2027-02-02T00:00:00Z&to=2027-02-03T00:00:00Z`

test.each([[slotsPath], [() => `/api/${offer.username}/intro`]])(
  'REST says only that it failed, and the log says why: %o',
  async (path) => {
    const { status, body } = await http.call(path())
    expect([status, body]).toEqual([500, failed])
    expect(loggedStacks()).toEqual([expect.stringMatching(/42P01.*at /)])
  },
)

test.each([[slotsPath], [() => `/api/${offer.username}/intro`]])(
  'and has the headers of every answer: %o',
  async (path) => {
    const { body, headers } = await http.call(path())
    expect(body).toHaveProperty('requestId', headers.get('x-request-id'))
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('access-control-allow-origin')).toBe('*')
    http.logs.splice(0)
  },
)

test('so does a booking, and keeps nothing of it in the log', async () => {
  const { status, body } = await http.call('/api/bookings', {
    body: bookingOf(offer.meetingTypeId),
  })
  expect([status, body]).toEqual([500, failed])
  const stacks = loggedStacks()
  expect(stacks).toHaveLength(1)
  expect(stacks.join()).not.toMatch(/ada@example\.com|Ada Lovelace/)
})

test('so does tRPC', async () => {
  const input = JSON.stringify({ username: offer.username })
  const query = new URLSearchParams({ input })
  const { status, body } = await http.call(`/api/trpc/meetingTypes.hostPage?${query}`)
  expect([status, body]).toMatchObject([500, { error: { data: { error: failed } } }])
  expect(body).not.toHaveProperty('error.data.stack')
  expect(loggedStacks()).toEqual([expect.stringMatching(/42P01.*at /)])
})

test('a page is friendly about it', async () => {
  const { status, headers, text } = await http.call(`/${offer.username}/intro`)
  expect([status, headers.get('content-type')]).toEqual([500, 'text/html; charset=UTF-8'])
  expect(text).toContain('Something went wrong on our side')
  expect(text).not.toMatch(/lost|meeting_types|\.ts:/)
  expect(loggedStacks()).toHaveLength(1)
})
