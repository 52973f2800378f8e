import { afterAll, beforeAll, expect, test } from 'vitest'
import { book, bookingOf, startTestHttp, type TestHttp } from './http.test-kit.ts'

const patience = { timeout: 30_000, interval: 20 }
let http: TestHttp

beforeAll(async () => {
  http = await startTestHttp()
})
afterAll(() => http.close())

type Wish = { method: string; path: string; headers?: Record<string, string>; body: object }

/** Sends a request to a server that has to wait for its database, and gives up before it goes on. */
async function abandon({ method, path, headers, body }: Wish): Promise<void> {
  const caller = new AbortController()
  await http.database.sql.begin(async (sql) => {
    await sql`lock table meeting_types in access exclusive mode`
    const answer = fetch(new URL(path, http.url), {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: caller.signal,
    })
    // Two seconds later the server would give up by itself.
    await expect.poll(countWaiting, { timeout: 8_000, interval: 10 }).toBeGreaterThan(0)
    caller.abort()
    await expect(answer).rejects.toThrow('aborted')
    // What comes later than the end of the connection is answered after it was heard of.
    expect((await http.call('/health/live')).status).toBe(200)
  })
}

async function countWaiting(): Promise<number> {
  const [row] = await http.database.sql<{ count: number }[]>`
    select count(*)::int as count from pg_locks
    where not granted and relation = 'meeting_types'::regclass
      and database = (select oid from pg_database where datname = current_database())`
  return row?.count ?? 0
}

/** The outcomes of all booking operations of a kind that are logged. */
function outcomesOf(operation: string): unknown[] {
  return http.logs
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter((line) => line.operation === operation)
    .map(({ outcome }) => outcome)
}

test('what a caller who has gone asked for is not begun any more', async () => {
  const offer = await http.offer()
  const { meetingTypeId } = offer
  const { id, manageToken } = await book(http, offer, { startTime: '2027-02-03T09:00:00Z' })
  const headers = { 'x-manage-token': manageToken }
  const change = `/api/bookings/${id}`

  await abandon({ method: 'POST', path: '/api/bookings', body: bookingOf(meetingTypeId) })
  await expect.poll(() => outcomesOf('create'), patience).toEqual(['booked', 'abandoned'])

  const startTime = '2027-02-02T09:00:00Z'
  await abandon({ method: 'POST', path: '/api/holds', body: { meetingTypeId, startTime } })
  await expect.poll(() => outcomesOf('hold'), patience).toEqual(['abandoned'])

  await abandon({ method: 'PUT', path: `${change}/reschedule`, headers, body: { startTime } })
  await expect.poll(() => outcomesOf('reschedule'), patience).toEqual(['abandoned'])

  await abandon({ method: 'DELETE', path: change, headers, body: {} })
  await expect.poll(() => outcomesOf('cancel'), patience).toEqual(['abandoned'])

  const kept = await http.call(change, { headers })
  expect(kept.body).toMatchObject({ status: 'confirmed', version: 0 })
})
