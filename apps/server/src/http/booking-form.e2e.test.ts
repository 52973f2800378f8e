import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHttp, type TestHttp } from './http.test-kit.ts'

// The clock stands at Monday, 1 February 2027, 08:00 UTC; the host is open at every hour.
let http: TestHttp
let path: string

beforeAll(async () => {
  http = await startTestHttp()
  const { username } = await http.offer({ slug: 'intro' })
  path = `/${username}/intro`
})
afterAll(() => http.close())

const time = '2027-02-03T10:00:00Z'
const draft = { name: 'Ada Lovelace', email: 'ada@example.com', phone: '', notes: 'a\nb' }

/** Sends the form as a browser without JavaScript does; `fields` come after what it carries. */
async function send(fields: string) {
  const { status, body } = await http.call(`${path}?time=${time}&name=Grace`, {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: `${new URLSearchParams({ ...draft, timezone: 'UTC' })}&${fields}`,
  })
  return { status, body }
}

test.each([
  ['another month', 'step=look&month=2027-04', { month: '2027-04', start: null }],
  ['a day', 'step=look&date=2027-04-05', { date: '2027-04-05', start: null }],
  ['a time', `step=look&time=${time}`, { start: Date.parse(time) }],
  ['all times', `time=${time}&time=`, { month: '2027-02', date: null, start: null }],
])('a look at %s books nothing, and keeps what was typed', async (_, fields, shown) => {
  expect(await send(fields)).toMatchObject({
    status: 200,
    body: { ...shown, goneStart: null, draft, draftFrom: 'form', outcome: null },
  })
  expect(await http.database.sql`select id from bookings`).toHaveLength(0)
})
