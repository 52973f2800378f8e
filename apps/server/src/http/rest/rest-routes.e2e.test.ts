import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { book, bookingOf, type Offer, startTestHttp, type TestHttp } from '../http.test-kit.ts'

let http: TestHttp
let offer: Offer

beforeAll(async () => {
  http = await startTestHttp()
})
afterAll(() => http.close())

// A host for every test: their bookings do not meet.
const newOffer = async (changes = {}) => {
  offer = await http.offer(changes)
  return offer
}
const slots = (query: Record<string, string>) =>
  http.call(`/api/availability/slots?${new URLSearchParams(query)}`)

test('a meeting type is found by its link', async () => {
  const { username, meetingTypeId } = await newOffer({ slug: 'intro' })
  const { status, body } = await http.call(`/api/${username}/intro`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ id: meetingTypeId, slug: 'intro', host: { username } })
  expect((await http.call(`/api/${username}/other`)).status).toBe(404)
  expect((await http.call('/api/nobody/intro')).status).toBe(404)
})

describe('GET /api/availability/slots', () => {
  const range = { from: '2027-02-02T00:00:00Z', to: '2027-02-02T02:00:00Z' }

  test('answers instants and the zone that was named', async () => {
    const { meetingTypeId } = await newOffer()
    const query = { meeting_type_id: meetingTypeId, ...range, timezone: 'Asia/Kathmandu' }
    const { status, body } = await slots(query)
    expect(status).toBe(200)
    expect(body).toEqual({
      slots: ['00:00', '00:30', '01:00', '01:30'].map((time, index, times) => ({
        startTime: `2027-02-02T${time}:00Z`,
        endTime: `2027-02-02T${times[index + 1] ?? '02:00'}:00Z`,
      })),
      timeZone: 'Asia/Kathmandu',
    })
  })

  test('says what the procedure says', async () => {
    const { meetingTypeId } = await newOffer()
    const { body } = await slots({ meeting_type_id: meetingTypeId, ...range, timezone: 'UTC' })
    const input = JSON.stringify({ meetingTypeId, ...range, timeZone: 'UTC' })
    const { body: ofProcedure } = await http.call(
      `/api/trpc/availability.slots?${new URLSearchParams({ input })}`,
    )
    expect(ofProcedure).toEqual({ result: { data: body } })
  })

  test('answers 304 until something was booked', async () => {
    const { meetingTypeId } = await newOffer()
    const address = `/api/availability/slots?${new URLSearchParams({ meeting_type_id: meetingTypeId, ...range })}`
    const first = await http.call(address)
    const etag = first.headers.get('etag') ?? ''
    const asked = { headers: { 'if-none-match': etag } }
    expect(await http.call(address, asked)).toMatchObject({ status: 304, text: '' })
    expect(await http.call(address, { headers: { 'if-none-match': `W/${etag}` } })).toMatchObject({
      status: 304,
    })
    await book(http, offer, { startTime: '2027-02-02T00:30:00Z' })
    expect(await http.call(address, asked)).toMatchObject({ status: 200 })
  })

  test('of an unknown meeting type is not found', async () => {
    const { status, body } = await slots({ meeting_type_id: randomUUID(), ...range })
    expect([status, body]).toEqual([404, expect.objectContaining({ code: 'NOT_FOUND' })])
  })

  test('names what is wrong as it is written in the address', async () => {
    const { status, body } = await slots({ from: 'yesterday', to: range.to, timezone: 'Mars/Base' })
    expect(status).toBe(400)
    expect(body).toMatchObject({
      code: 'VALIDATION_ERROR',
      retryable: false,
      fields: [{ path: 'meeting_type_id' }, { path: 'from' }, { path: 'timezone' }],
      requestId: expect.any(String),
    })
  })
})

test('a check tells whether a start can be booked, and if not, why', async () => {
  const { meetingTypeId } = await newOffer()
  const check = async (startTime: string) => {
    const query = { meeting_type_id: meetingTypeId, start_time: startTime }
    return (await http.call(`/api/availability/check?${new URLSearchParams(query)}`)).body
  }
  expect(await check('2027-02-02T09:00:00Z')).toEqual({ available: true, reasons: [] })
  expect(await check('2027-01-02T09:00:00Z')).toMatchObject({
    available: false,
    reasons: [expect.any(String)],
  })
})

describe('POST /api/bookings', () => {
  test('answers 201 with the booking and its token', async () => {
    const { meetingTypeId, username } = await newOffer()
    const { status, body } = await http.call('/api/bookings', { body: bookingOf(meetingTypeId) })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      status: 'confirmed',
      startTime: '2027-02-02T09:00:00Z',
      endTime: '2027-02-02T09:30:00Z',
      host: { username },
      manageToken: expect.stringMatching(/^[\w-]{43}$/),
      manageUrl: expect.stringContaining(`${http.url}/booking/`),
    })
  })

  test('repeats the answer to the same key and refuses another request under it', async () => {
    const { meetingTypeId } = await newOffer()
    const request = {
      headers: { 'x-idempotency-key': randomUUID() },
      body: bookingOf(meetingTypeId),
    }
    const first = await http.call('/api/bookings', request)
    expect(await http.call('/api/bookings', request)).toMatchObject({
      status: 201,
      body: first.body,
    })
    const other = { ...request, body: bookingOf(meetingTypeId, { inviteeName: 'Grace Hopper' }) }
    const { status, body } = await http.call('/api/bookings', other)
    expect([status, body]).toEqual([422, expect.objectContaining({ code: 'IDEMPOTENCY_CONFLICT' })])
  })

  test('answers 409 with the nearest free slots when it was taken', async () => {
    const { meetingTypeId } = await newOffer()
    await book(http, offer)
    const { status, body } = await http.call('/api/bookings', {
      body: bookingOf(meetingTypeId, { inviteeEmail: 'grace@example.com' }),
    })
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 'SLOT_UNAVAILABLE', message: 'This time was just taken.' })
    expect(body).toHaveProperty(
      'alternatives',
      expect.arrayContaining([
        { startTime: '2027-02-02T08:30:00Z', endTime: '2027-02-02T09:00:00Z' },
        { startTime: '2027-02-02T09:30:00Z', endTime: '2027-02-02T10:00:00Z' },
      ]),
    )
  })

  test('answers 422 when the day is full, when a start is not offered, and when nothing is', async () => {
    const { meetingTypeId } = await newOffer({ maxBookingsPerDay: 1 })
    await book(http, offer)
    const full = await http.call('/api/bookings', {
      body: bookingOf(meetingTypeId, { startTime: '2027-02-02T15:00:00Z' }),
    })
    expect([full.status, full.body]).toMatchObject([422, { code: 'MAX_BOOKINGS_REACHED' }])
    const crooked = await http.call('/api/bookings', {
      body: bookingOf(meetingTypeId, { startTime: '2027-02-03T15:07:00Z' }),
    })
    expect([crooked.status, crooked.body]).toMatchObject([422, { code: 'INVALID_TIME_SLOT' }])
    const { meetingTypeId: inactive } = await newOffer({ active: false })
    const closed = await http.call('/api/bookings', { body: bookingOf(inactive) })
    expect([closed.status, closed.body]).toMatchObject([422, { code: 'MEETING_TYPE_INACTIVE' }])
  })

  test('answers 400 naming every field', async () => {
    const body = { inviteeEmail: 'nobody', inviteeTimeZone: 'Mars/Base', color: 'red' }
    const answer = await http.call('/api/bookings', { body })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      code: 'VALIDATION_ERROR',
      fields: [
        { path: 'meetingTypeId', message: 'This is required.' },
        { path: 'startTime' },
        { path: 'inviteeName', message: 'This is required.' },
        { path: 'inviteeEmail', message: 'Please enter a valid e-mail address.' },
        { path: 'inviteeTimeZone' },
        { path: 'color', message: 'This field is not known here.' },
      ],
    })
  })
})

describe('one booking', () => {
  const withToken = (manageToken: string) => ({ headers: { 'x-manage-token': manageToken } })

  test('is shown to the holder of its token and to nobody else', async () => {
    await newOffer()
    const { id, manageToken } = await book(http, offer)
    const { status, body } = await http.call(`/api/bookings/${id}`, withToken(manageToken))
    expect([status, body]).toMatchObject([200, { id, inviteeEmail: 'ada@example.com' }])
    expect(body).not.toHaveProperty('manageToken')
    expect((await http.call(`/api/bookings/${id}`)).status).toBe(401)
    expect((await http.call(`/api/bookings/${id}`, withToken('another'))).status).toBe(404)
    const unknown = await http.call(`/api/bookings/${randomUUID()}`, withToken(manageToken))
    expect(unknown.status).toBe(404)
  })

  test('moves, keeps its id, and refuses a change that somebody overtook', async () => {
    await newOffer()
    const { id, manageToken, version } = await book(http, offer)
    const move = (startTime: string) =>
      http.call(`/api/bookings/${id}/reschedule`, {
        method: 'PUT',
        ...withToken(manageToken),
        body: { startTime, version },
      })
    const moved = await move('2027-02-03T10:00:00Z')
    expect([moved.status, moved.body]).toMatchObject([
      200,
      { id, startTime: '2027-02-03T10:00:00Z', version: version + 1 },
    ])
    const overtaken = await move('2027-02-03T11:00:00Z')
    expect([overtaken.status, overtaken.body]).toMatchObject([
      409,
      { code: 'VERSION_CONFLICT', retryable: true },
    ])
  })

  test('is cancelled with a reason in the body, and its time is free again', async () => {
    await newOffer()
    const { id, manageToken } = await book(http, offer)
    const { status, body } = await http.call(`/api/bookings/${id}`, {
      method: 'DELETE',
      ...withToken(manageToken),
      body: { reason: 'I fell ill.' },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: 'cancelled',
      cancellation: { by: 'invitee', reason: 'I fell ill.' },
    })
    await book(http, offer, { inviteeEmail: 'grace@example.com' })
  })

  test('is cancelled without a body too', async () => {
    await newOffer()
    const { id, manageToken } = await book(http, offer)
    const request = { method: 'DELETE', ...withToken(manageToken) }
    const { status, body } = await http.call(`/api/bookings/${id}`, request)
    expect([status, body]).toMatchObject([200, { status: 'cancelled' }])
  })

  test('is a file for calendars', async () => {
    await newOffer()
    const { id, manageToken } = await book(http, offer)
    const address = `/api/bookings/${id}/calendar.ics`
    const { status, headers, text } = await http.call(address, withToken(manageToken))
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.ics"$/)
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/)
    expect((await http.call(address)).status).toBe(401)
    expect((await http.call(address, withToken('another'))).status).toBe(404)
  })
})

test('what is not there answers JSON, and a method that is not there says so', async () => {
  for (const path of ['/api', '/api/x', '/api/x/y/z', '/api/bookings/1/2/3']) {
    expect(await http.call(path)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
  }
  expect(await http.call('/api/bookings', { method: 'PUT', body: {} })).toMatchObject({
    status: 405,
    body: { code: 'METHOD_NOT_ALLOWED' },
  })
})
