import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { book, type Offer, startTestHttp, type TestHttp } from './http.test-kit.ts'

// The clock stands at Monday, 1 February 2027, 08:00 UTC; the host is open at every hour.
let http: TestHttp
let offer: Offer
let booking: Awaited<ReturnType<typeof book>>

beforeAll(async () => {
  http = await startTestHttp()
})

afterAll(() => http.close())

beforeEach(async () => {
  http.clock.set('2027-02-01T08:00:00Z')
  offer = await http.offer()
  booking = await book(http, offer)
})

const later = '2027-02-03T10:00:00.000Z'
const startTime = '2027-02-02T09:00:00Z'

const openedSchema = z.looseObject({
  opened: z.looseObject({ status: z.string(), justDone: z.string().nullish() }),
})

/** Sends the form as a browser without JavaScript does, and answers what the page is made from. */
async function send(
  fields: Record<string, string>,
  { id = booking.id, headers = {} }: { id?: string; headers?: Record<string, string> } = {},
) {
  const form = { manageToken: booking.manageToken, ...fields }
  const { status, body } = await http.call(`/booking/${id}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      accept: 'application/json',
      ...headers,
    },
    body: new URLSearchParams(form).toString(),
  })
  return { status, opened: body === null ? null : openedSchema.parse(body).opened }
}

/** The booking as the API shows it to its guest. */
const current = async () => {
  const headers = { 'x-manage-token': booking.manageToken }
  return (await http.call(`/api/bookings/${booking.id}`, { headers })).body
}

const move = (fields: Record<string, string> = {}) =>
  send({ act: 'move', time: later, version: `${booking.version}`, ...fields })

describe('what only looks', () => {
  test('shows the booking, the question before a cancellation, and the times to move to', async () => {
    expect(await send({})).toMatchObject({
      status: 200,
      opened: { status: 'ready', booking: { id: booking.id }, stage: { mode: 'look' } },
    })
    expect(await send({ step: 'cancel' })).toMatchObject({ opened: { stage: { mode: 'cancel' } } })
    expect(await send({ step: 'move', month: '2027-03' })).toMatchObject({
      opened: { stage: { mode: 'move', opening: { month: '2027-03', start: null } } },
    })
    expect(await send({ step: 'move', time: later })).toMatchObject({
      opened: { stage: { mode: 'move', opening: { start: Date.parse(later) } } },
    })
    expect(await current()).toMatchObject({ status: 'confirmed', startTime, version: 0 })
  })

  test('takes the whole link as it stands in the mail', async () => {
    const link = ` https://meet.example/booking/${booking.id}#${booking.manageToken}\n`
    expect(await send({ manageToken: link })).toMatchObject({
      status: 200,
      opened: { status: 'ready', manageToken: booking.manageToken },
    })
  })

  test('a GET does nothing, whatever it asks for', async () => {
    const fields = { manageToken: booking.manageToken, act: 'cancel', step: 'cancel' }
    const path = `/booking/${booking.id}?${new URLSearchParams(fields)}`
    const { status, text } = await http.call(path)
    expect(status).toBe(200)
    expect(text).toContain('The link from your mail')
    expect(text).not.toContain('Cancel meeting')
    expect(await current()).toMatchObject({ status: 'confirmed', version: 0 })
  })
})

describe('cancelling', () => {
  test('tells the reason, and sent twice it is one cancellation', async () => {
    const cancelled = {
      status: 200,
      opened: {
        justDone: 'cancelled',
        booking: { status: 'cancelled', cancellation: { by: 'invitee', reason: 'I am ill.' } },
        stage: { mode: 'look', refusal: null },
      },
    }
    const both = await Promise.all([
      send({ act: 'cancel', reason: 'I am ill.' }),
      send({ act: 'cancel', reason: 'I am ill.' }),
    ])
    expect(both).toMatchObject([cancelled, cancelled])
    expect(await send({ act: 'cancel', reason: 'Once more.' })).toMatchObject(cancelled)
    expect(await current()).toMatchObject({ version: 1 })
  })

  test('a reason that is too long is kept, and nothing is cancelled', async () => {
    const reason = 'x'.repeat(501)
    expect(await send({ act: 'cancel', reason })).toMatchObject({
      status: 400,
      opened: { stage: { mode: 'cancel', reason, refusal: { code: 'VALIDATION_ERROR' } } },
    })
    expect(await current()).toMatchObject({ status: 'confirmed' })
  })

  test('a meeting that has begun stays', async () => {
    http.clock.set('2027-02-02T09:10:00Z')
    for (const fields of [{ act: 'cancel' }, { act: 'move', time: later, version: '0' }]) {
      expect(await send(fields)).toMatchObject({
        status: 409,
        opened: { justDone: null, stage: { mode: 'look' } },
      })
    }
    expect(await current()).toMatchObject({ status: 'confirmed', version: 0 })
  })
})

describe('moving', () => {
  test('moves once, also when the form is sent twice', async () => {
    const moved = { status: 200, opened: { justDone: 'moved', stage: { mode: 'look' } } }
    expect(await Promise.all([move(), move()])).toMatchObject([moved, moved])
    expect(await move()).toMatchObject(moved)
    expect(await current()).toMatchObject({ startTime: '2027-02-03T10:00:00Z', version: 1 })
  })

  test('keeps the zone of the guest, unless the form names another', async () => {
    await move()
    expect(await current()).toMatchObject({ inviteeTimeZone: 'Asia/Kathmandu' })
    await move({ version: '1', time: '2027-02-04T10:00:00Z', timezone: 'Europe/Paris' })
    expect(await current()).toMatchObject({ inviteeTimeZone: 'Europe/Paris', version: 2 })
  })

  test('mail to the guest has the clock of their page', async () => {
    booking = await book(http, offer, {
      startTime: '2027-02-06T09:00:00Z',
      inviteeEmail: 'clock@example.com',
    })
    const fields = { act: 'move', time: later, version: `${booking.version}` }
    await send(fields, { headers: { 'accept-language': 'en-US' } })
    const mails = (await http.mails()).filter(({ mail }) => mail.to.address === 'clock@example.com')
    expect(mails.map(({ mail }) => mail.subject)).toContainEqual(
      expect.stringMatching(/^Moved: .*, 3:45 PM$/),
    )
  })

  test('a time that was just taken stays chosen beside other times', async () => {
    await book(http, offer, { startTime: later, inviteeEmail: 'mary@example.com' })
    expect(await move()).toMatchObject({
      status: 409,
      opened: {
        justDone: null,
        stage: {
          mode: 'move',
          opening: { start: Date.parse(later) },
          refusal: {
            code: 'SLOT_UNAVAILABLE',
            alternatives: expect.arrayContaining([
              { startTime: '2027-02-03T10:30:00Z', endTime: '2027-02-03T11:00:00Z' },
            ]),
          },
        },
      },
    })
    expect(await current()).toMatchObject({ startTime, version: 0 })
  })

  test('a booking that was changed since is shown as it is, and left alone', async () => {
    await http.call(`/api/bookings/${booking.id}/reschedule`, {
      method: 'PUT',
      headers: { 'x-manage-token': booking.manageToken },
      body: { startTime: '2027-02-05T10:00:00Z' },
    })
    expect(await move()).toMatchObject({
      status: 409,
      opened: {
        booking: { startTime: '2027-02-05T10:00:00Z', version: 1 },
        stage: { mode: 'look', refusal: { code: 'VERSION_CONFLICT' } },
      },
    })
    expect(await current()).toMatchObject({ version: 1 })
  })

  test('without a version or a time of the page nothing moves', async () => {
    expect(await move({ version: '' })).toMatchObject({ status: 400 })
    expect(await move({ time: 'soon' })).toMatchObject({ status: 400 })
    expect(await move({ time: '' })).toMatchObject({
      status: 200,
      opened: { justDone: null, stage: { mode: 'move', opening: { start: null } } },
    })
    expect(await current()).toMatchObject({ startTime, version: 0 })
  })

  test('where nothing is offered any more, the page says so', async () => {
    await http.database.sql`
      update meeting_types set active = false where id = ${offer.meetingTypeId}`
    expect(await send({ step: 'move' })).toMatchObject({
      status: 200,
      opened: { stage: { mode: 'move', opening: { slots: null } } },
    })
    expect(await move()).toMatchObject({
      status: 422,
      opened: { stage: { refusal: { code: 'MEETING_TYPE_INACTIVE' } } },
    })
  })
})

describe('who may not', () => {
  test('the secret of another booking, a wrong one and none are told the same', async () => {
    const other = await book(http, offer, { startTime: later, inviteeEmail: 'mary@example.com' })
    const refused = { status: 404, opened: { status: 'unknown' } }
    for (const manageToken of [other.manageToken, 'wrong', '', '\0']) {
      expect(await send({ act: 'cancel', manageToken })).toEqual(refused)
      expect(await move({ manageToken })).toEqual(refused)
      expect(await send({ manageToken })).toEqual(refused)
    }
    const nobodys = '0190b0a0-0000-7000-8000-000000000000'
    expect(await send({ act: 'cancel' }, { id: nobodys })).toEqual(refused)
    expect(await current()).toMatchObject({ status: 'confirmed', startTime, version: 0 })
  })

  test.each(['cross-site', 'same-site', 'none'])(
    'a form that comes %s is refused',
    async (site) => {
      const headers = { 'sec-fetch-site': site }
      expect(await send({ act: 'cancel' }, { headers })).toMatchObject({ status: 403 })
      expect(await current()).toMatchObject({ status: 'confirmed' })
    },
  )

  test('the secret is in no address of the page, and in no log', async () => {
    const { text } = await http.call(`/booking/${booking.id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ manageToken: booking.manageToken, step: 'move' }).toString(),
    })
    expect(text).toContain(`value="${booking.manageToken}"`)
    const addresses = [...text.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(([, at]) => at)
    expect(addresses.length).toBeGreaterThan(3)
    expect(addresses.join()).not.toContain(booking.manageToken)
    expect(text).not.toContain('method="get"')
    expect(http.logs.join()).not.toContain(booking.manageToken)
  })
})
