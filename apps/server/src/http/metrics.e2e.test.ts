import { afterAll, beforeAll, expect, test } from 'vitest'
import { counterTable, gaugeTable, histogramTable } from '../adapters/metrics/metric-table.ts'
import {
  type ParsedSample,
  parsePrometheusText,
} from '../adapters/metrics/prometheus-text.test-kit.ts'
import { book, bookingOf, startTestHttp, type TestHttp } from './http.test-kit.ts'

let http: TestHttp
beforeAll(async () => {
  http = await startTestHttp({ rateLimits: true })
})
afterAll(() => http.close())

async function scrape() {
  const { status, headers, text } = await http.call('/metrics')
  expect([status, headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ])
  return parsePrometheusText(text)
}

const readSample = async (name: string, labels: Record<string, string> = {}) => {
  const family = (await scrape()).get(name.replace(/_(count|sum|bucket)$/, ''))
  const fits = (sample: ParsedSample) =>
    sample.name === name &&
    Object.entries(labels).every(([key, value]) => sample.labels[key] === value)
  return family?.samples.find(fits)?.value ?? 0
}

test('everything in the table is there, and nothing else of ours', async () => {
  const tables = { ...counterTable, ...gaugeTable, ...histogramTable }
  expect([...(await scrape()).keys()].toSorted()).toEqual(Object.keys(tables).toSorted())
})

test('every way that a booking can go is counted once', async () => {
  const offer = await http.offer({ bufferAfterMinutes: 0 })
  const countOf = (operation: string, outcome: string) =>
    readSample('rendez_booking_operations_total', { operation, outcome })
  const headers = { 'x-idempotency-key': 'the same key' }
  const path = '/api/bookings'
  const { id, manageToken, version } = await book(http, offer)
  const manage = { 'x-manage-token': manageToken }
  expect(await countOf('create', 'booked')).toBe(1)

  // The same request again, without a key: its own answer.
  await book(http, offer)
  expect(await countOf('create', 'replayed')).toBe(1)

  const other = { inviteeEmail: 'grace@example.com' }
  const call = (changes: object, more: Record<string, string> = {}) =>
    http.call(path, { body: bookingOf(offer.meetingTypeId, changes), headers: more })
  expect((await call(other)).status).toBe(409)
  expect(await countOf('create', 'taken')).toBe(1)

  const later = { startTime: '2027-02-02T12:00:00Z' }
  expect((await call(later, headers)).status).toBe(201)
  expect((await call({ ...later, inviteeName: 'Grace' }, headers)).status).toBe(422)
  expect(await countOf('create', 'mismatch')).toBe(1)
  expect((await call({ startTime: '2027-02-02T12:01:00Z' })).status).toBe(422)
  expect(await countOf('create', 'refused')).toBe(1)

  const move = { startTime: '2027-02-02T15:00:00Z', version }
  const moved = await http.call(`${path}/${id}/reschedule`, {
    method: 'PUT',
    body: move,
    headers: manage,
  })
  expect(moved.status).toBe(200)
  expect(await countOf('reschedule', 'moved')).toBe(1)
  const cancelled = { method: 'DELETE', body: { reason: '' }, headers: manage }
  await http.call(`${path}/${id}`, cancelled)
  await http.call(`${path}/${id}`, cancelled)
  expect(await countOf('cancel', 'cancelled')).toBe(1)
  expect(await countOf('cancel', 'replayed')).toBe(1)
  expect(await readSample('rendez_booking_duration_seconds_count', { operation: 'create' })).toBe(6)
})

test('every way that a hold can go is counted once', async () => {
  const offer = await http.offer({ bufferAfterMinutes: 0 })
  const countOf = (outcome: string) =>
    readSample('rendez_booking_operations_total', { operation: 'hold', outcome })
  const headers = { 'x-idempotency-key': 'the key of a hold' }
  const statusOf = async (startTime: string, more: Record<string, string> = {}) => {
    const body = { meetingTypeId: offer.meetingTypeId, startTime }
    return (await http.call('/api/holds', { body, headers: more })).status
  }
  const start = '2027-02-02T10:00:00Z'
  expect([await statusOf(start, headers), await countOf('held')]).toEqual([201, 1])
  expect([await statusOf(start, headers), await countOf('replayed')]).toEqual([201, 1])
  expect([await statusOf(start), await countOf('taken')]).toEqual([409, 1])
  const offGrid = '2027-02-02T10:01:00Z'
  expect([await statusOf(offGrid), await countOf('refused')]).toEqual([422, 1])
  expect(await readSample('rendez_booking_duration_seconds_count', { operation: 'hold' })).toBe(4)
})

const countWaiting = async () => {
  const waiting = await http.database.sql`
    select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
  return waiting.length
}

test('slots that overlap, wanted at the same moment: the database prevents a second booking', async () => {
  const before = await readSample('rendez_double_bookings_prevented_total', { operation: 'create' })
  const offer = await http.offer({ durationMinutes: 30, stepMinutes: 5 })
  // Those who want the very same slot take turns before they get there.
  const times = ['10:00', '10:05', '10:10', '10:15', '10:20', '10:25']
  let asked: ReturnType<typeof http.call>[] = []
  await http.database.sql.begin(async (tx) => {
    // Each may look, and finds its time free; nobody may write until all have looked.
    await tx`lock table claims in share row exclusive mode`
    asked = times.map((time) =>
      http.call('/api/bookings', {
        body: bookingOf(offer.meetingTypeId, { startTime: `2027-02-02T${time}:00Z` }),
      }),
    )
    await expect.poll(countWaiting).toBe(times.length)
  })
  const answers = await Promise.all(asked)
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  const after = await readSample('rendez_double_bookings_prevented_total', { operation: 'create' })
  expect(after - before).toBe(5)
})

test('requests are timed by route, method and status; no series has anybody in its name', async () => {
  const offer = await http.offer()
  await http.call(`/${offer.username}`)
  await http.call('/api/bookings/0199b2a4-6b6e-7a53-9d1e-2f6f1c0c2f3a')
  await http.call(`/nobody/nothing`, { method: 'PROPFIND' })
  const labels = { http_request_method: 'GET', http_route: '/api/bookings/:id' }
  const name = 'http_server_request_duration_seconds_count'
  expect(await readSample(name, { ...labels, http_response_status_code: '401' })).toBe(1)
  expect(await readSample(name, { http_request_method: '_OTHER' })).toBe(1)
  expect(await readSample(name, { http_route: '/:username' })).toBeGreaterThan(0)
  const { text } = await http.call('/metrics')
  expect(text).not.toMatch(/@|0199b2a4|host-[0-9a-f]{8}|PROPFIND/)
})

test('queries for slots, the store, and what waits', async () => {
  const offer = await http.offer()
  const query = new URLSearchParams({
    meeting_type_id: offer.meetingTypeId,
    from: '2027-02-02T00:00:00Z',
    to: '2027-02-03T00:00:00Z',
  })
  const before = await readSample('rendez_slot_calculation_duration_seconds_count')
  const looked = await readSample('rendez_availability_lookups_total', { cache: 'miss' })
  expect((await http.call(`/api/availability/slots?${query}`)).status).toBe(200)
  expect(await readSample('rendez_slot_calculation_duration_seconds_count')).toBe(before + 1)
  expect(await readSample('rendez_availability_lookups_total', { cache: 'miss' })).toBe(looked + 1)
  const asked = { operation: 'take_token', outcome: 'answered' }
  expect(await readSample('rendez_store_operations_total', asked)).toBeGreaterThan(0)
  expect(await readSample('rendez_partitions_ahead')).toBe(18)
  await expect.poll(() => readSample('rendez_part_up', { part: 'database' })).toBe(1)

  await http.database.sql`insert into queue_pauses default values`
  await book(http, offer)
  await http.database.sql`update outbox set occurred_at = now() - interval '1 minute'`
  expect(await readSample('rendez_outbox_paused')).toBe(1)
  expect(await readSample('rendez_outbox_pending')).toBeGreaterThan(0)
  expect(await readSample('rendez_outbox_oldest_age_seconds')).toBeGreaterThanOrEqual(60)
  await http.database.sql`update outbox set dead_at = now()`
  expect(await readSample('rendez_outbox_dead_letters')).toBeGreaterThan(0)
})

test('what cannot be asked is absent, not 0, and the rest is there', async () => {
  await http.database.sql`alter table outbox rename to outbox_away`
  const families = await scrape()
  expect(families.get('rendez_outbox_pending')?.samples).toEqual([])
  expect(families.get('rendez_partitions_ahead')?.samples).toHaveLength(1)
  await http.database.sql`alter table outbox_away rename to outbox`
})

/** The pools of which the alert says that their connections are used up. */
async function poolsUsedUp(): Promise<string[]> {
  const families = await scrape()
  const taken = (families.get('rendez_database_connections')?.samples ?? []).filter(({ labels }) =>
    ['active', 'in_transaction'].includes(labels.state ?? ''),
  )
  const limits = families.get('rendez_database_connections_max')?.samples ?? []
  expect(limits.map(({ labels, value }) => [labels.pool, value])).toEqual([
    ['sql', 10],
    ['drizzle', 10],
  ])
  return limits.flatMap(({ labels: { pool = '' }, value: most }) => {
    const used = taken.filter(({ labels }) => labels.pool === pool)
    expect(used).toHaveLength(2)
    return used.reduce((sum, { value }) => sum + value, 0) >= most ? [pool] : []
  })
}

test('a pool with all of its connections taken says so, over a connection of its own', async () => {
  const over = Promise.withResolvers<void>()
  expect(await poolsUsedUp()).toEqual([])
  const begun: Promise<void>[] = []
  const taken = Array.from({ length: 10 }, () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    begun.push(promise)
    return http.database.sql.begin(async (tx) => {
      await tx`select`
      resolve()
      await over.promise
    })
  })
  await Promise.all(begun)
  expect(await poolsUsedUp()).toEqual(['sql'])
  over.resolve()
  await Promise.all(taken)
  expect(await poolsUsedUp()).toEqual([])
}, 30_000)
