import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  createTestHost,
  createTestMeetingType,
  type TestHost,
} from '../../db/scheduling.test-kit.ts'
import {
  bookingRequest,
  findViolations,
  openTestBookings,
  refusalOf,
  type TestBookings,
} from './bookings.test-kit.ts'
import { type AskedHold, holdSlot } from './holds.test-kit.ts'

const nine = '2027-03-01T09:00:00Z'
const ten = '2027-03-01T10:00:00Z'
let world: TestBookings
let host: TestHost
let meetingTypeId: string

beforeAll(async () => {
  world = await openTestBookings()
})

beforeEach(async () => {
  host = await createTestHost(world.database)
  meetingTypeId = await createTestMeetingType(world.database, host.hostId)
})

afterEach(async () => {
  expect(await findViolations(world)).toEqual([])
})

afterAll(() => world.close())

const hold = (startTime: string, asked: AskedHold = {}) =>
  holdSlot(world, { meetingTypeId, startTime, ...asked })
const release = ({ id, holdToken }: { id: string; holdToken: string }) =>
  world.bookings.holds.release(id, holdToken)
const book = (startTime: string, changes = {}) =>
  world.bookings.create(bookingRequest(meetingTypeId, startTime, changes), null)
const codeOf = async (request: Promise<unknown>) => (await refusalOf(request)).code
const isFree = async (startTime: string) =>
  (await world.availability.checkSlot({ meetingTypeId, startTime })).available

/** Moves a hold's end into the past, as the database sees it. */
const lapse = async (id: string) => {
  const { sql } = world.database
  await sql`update claims set expires_at = now() - interval '1 ms' where booking_id = ${id}`
  await sql`update holds set expires_at = now() - interval '1 ms' where id = ${id}`
}
const claims = () => world.database.sql<{ bookingId: string; isHold: boolean }[]>`
  select booking_id as "bookingId", expires_at is not null as "isHold" from claims
  where host_id = ${host.hostId} order by during`

test('a hold says what it holds and for how long', async () => {
  const before = Date.now()
  const held = await hold('2027-03-01T14:45:00+05:45')
  expect(held).toMatchObject({
    startTime: nine,
    endTime: '2027-03-01T09:30:00Z',
    lastsSeconds: 300,
    holdToken: expect.stringMatching(/^[\w-]{43}$/),
  })
  const lasts = Date.parse(held.expiresAt) - before
  expect(lasts).toBeGreaterThan(290_000)
  expect(lasts).toBeLessThan(310_000)
  expect(world.changedHosts.at(-1)).toBe(host.hostId)
})

describe('for everybody else', () => {
  test('the time is taken: in the list, in the check, for bookings and for other holds', async () => {
    await hold(nine)
    const range = { from: nine, to: '2027-03-01T10:30:00Z', timeZone: 'UTC' }
    const { slots } = await world.availability.listSlots({ meetingTypeId, ...range })
    expect(slots.map((slot) => slot.startTime)).toEqual(['2027-03-01T09:30:00Z', ten])
    expect(await isFree(nine)).toBe(false)
    expect(await codeOf(book(nine))).toBe('SLOT_UNAVAILABLE')
    const refusal = await refusalOf(hold(nine))
    expect(refusal.code).toBe('SLOT_UNAVAILABLE')
    expect(refusal.details.alternatives).toHaveLength(5)
  })

  test('the buffers are held too, and another meeting type of the host meets them', async () => {
    const buffered = await createTestMeetingType(world.database, host.hostId, {
      bufferAfterMinutes: 30,
    })
    await hold(nine, { meetingTypeId: buffered })
    expect(await codeOf(book('2027-03-01T09:30:00Z'))).toBe('SLOT_UNAVAILABLE')
    await book(ten)
  })

  test('a hold that lapsed is nothing: read, booked and held over it', async () => {
    const { id } = await hold(nine)
    await lapse(id)
    expect(await isFree(nine)).toBe(true)
    const second = await hold(nine)
    expect(await claims()).toEqual([{ bookingId: second.id, isHold: true }])
    await lapse(second.id)
    const booking = await book(nine)
    expect(await claims()).toEqual([{ bookingId: booking.id, isHold: false }])
  })
})

describe('its guest', () => {
  test('books over it: the booking takes its place, buffers and all', async () => {
    const held = await hold(nine)
    const booking = await book(nine, { holdToken: held.holdToken })
    expect(await claims()).toEqual([{ bookingId: booking.id, isHold: false }])
  })

  test('may book another time: the hold ends with it all the same', async () => {
    const held = await hold(nine)
    const booking = await book(ten, { holdToken: held.holdToken })
    expect(await claims()).toEqual([{ bookingId: booking.id, isHold: false }])
  })

  test('books when it has lapsed and the time is free, and is refused when it is not', async () => {
    const held = await hold(nine)
    await lapse(held.id)
    const other = await hold(nine)
    const holding = { holdToken: held.holdToken }
    expect(await codeOf(book(nine, holding))).toBe('SLOT_UNAVAILABLE')
    await release(other)
    await book(nine, holding)
  })

  test('keeps the hold when the booking is refused', async () => {
    const held = await hold(nine)
    await book('2027-03-01T09:30:00Z')
    // Meanwhile the meeting has become longer, and meets the next one.
    await world.database.sql`
      update meeting_types set duration_minutes = 60 where id = ${meetingTypeId}`
    expect(await codeOf(book(nine, { holdToken: held.holdToken }))).toBe('SLOT_UNAVAILABLE')
    expect((await claims()).map(({ bookingId }) => bookingId)).toContain(held.id)
  })

  test('sends the same booking again without the hold, and gets the same answer', async () => {
    const { holdToken } = await hold(nine)
    const first = await book(nine, { holdToken })
    expect(await book(nine)).toEqual(first)
    expect(await book(nine, { holdToken })).toEqual(first)
  })

  test('changes the time: one hold follows the other', async () => {
    const first = await hold(nine)
    const second = await hold(ten, { holdToken: first.holdToken })
    expect(await claims()).toEqual([{ bookingId: second.id, isHold: true }])
    await hold('2027-03-01T10:30:00Z', { holdToken: first.holdToken })
    expect(await claims()).toHaveLength(2)
  })

  test('holds the same time anew', async () => {
    const first = await hold(nine)
    const second = await hold(nine, { holdToken: first.holdToken })
    expect(await claims()).toEqual([{ bookingId: second.id, isHold: true }])
  })

  test('whose wish for another time is refused still has the first', async () => {
    await book(ten)
    const first = await hold(nine)
    const { holdToken } = first
    expect(await codeOf(hold(ten, { holdToken }))).toBe('SLOT_UNAVAILABLE')
    expect((await claims())[0]).toEqual({ bookingId: first.id, isHold: true })
  })

  test('lets it go, once or twice', async () => {
    const held = await hold(nine)
    await release(held)
    await release(held)
    expect(await isFree(nine)).toBe(true)
  })

  test('who has booked cannot let the booking go with the token of the hold', async () => {
    const held = await hold(nine)
    const booking = await book(nine, { holdToken: held.holdToken })
    await release(held)
    await release({ id: booking.id, holdToken: held.holdToken })
    expect(await claims()).toEqual([{ bookingId: booking.id, isHold: false }])
  })
})

describe('the token', () => {
  test('is not stored, and neither is the network', async () => {
    const { id, holdToken } = await hold(nine, { from: '198.51.100.7', key: 'a key' })
    const [row] = await world.database.sql`
      select h::text || c::text || k::text as text from holds h
      join claims c on c.booking_id = h.id
      join idempotency_keys k on k.answer->>'id' = h.id::text
      where h.id = ${id}`
    expect(row?.text).not.toContain(holdToken)
    expect(row?.text).not.toContain('198.51.100.7')
    expect(row?.text).not.toContain(Buffer.from('198.51.100.7').toString('hex'))
  })

  test.each(['of another hold', 'that nobody has'])('%s does nothing', async (whose) => {
    const held = await hold(nine)
    const other = await hold(ten)
    const holdToken = whose === 'of another hold' ? other.holdToken : 'x'
    await release({ id: held.id, holdToken })
    expect(await codeOf(book(nine, { holdToken }))).toBe('SLOT_UNAVAILABLE')
    expect(await codeOf(hold(nine, { holdToken }))).toBe('SLOT_UNAVAILABLE')
    expect((await claims()).map(({ bookingId }) => bookingId)).toEqual([held.id, other.id])
  })
})

describe('what cannot be booked cannot be held', () => {
  test('off the grid, inactive, unknown', async () => {
    expect(await codeOf(hold('2027-03-01T09:10:00Z'))).toBe('INVALID_TIME_SLOT')
    expect(await codeOf(hold(nine, { meetingTypeId: randomUUID() }))).toBe('NOT_FOUND')
    await world.database.sql`update meeting_types set active = false where id = ${meetingTypeId}`
    expect(await codeOf(hold(nine))).toBe('MEETING_TYPE_INACTIVE')
  })

  test('a hold is no booking of the day, but a full day takes no hold', async () => {
    await world.database.sql`
      update meeting_types set max_bookings_per_day = 1 where id = ${meetingTypeId}`
    const held = await hold(nine)
    await book(ten)
    expect(await codeOf(book(nine, { holdToken: held.holdToken }))).toBe('MAX_BOOKINGS_REACHED')
    expect(await codeOf(hold('2027-03-01T12:00:00Z'))).toBe('MAX_BOOKINGS_REACHED')
  })
})

describe('a key', () => {
  test('answers the same hold again, even when it is over', async () => {
    const first = await hold(nine, { key: 'a key' })
    let isReplayed = false
    const again = await world.bookings.holds.create(
      { meetingTypeId, startTime: nine },
      {
        clientNetwork: 'x',
        idempotencyKey: 'a key',
        markReplayed: () => {
          isReplayed = true
        },
      },
    )
    expect([again, isReplayed]).toEqual([first, true])
    await release(first)
    expect(await hold(nine, { key: 'a key' })).toEqual(first)
    expect(await claims()).toEqual([])
  })

  test('with another wish is refused; of a refused wish it is free again', async () => {
    await book(ten)
    expect(await codeOf(hold(ten, { key: 'a key' }))).toBe('SLOT_UNAVAILABLE')
    await hold(nine, { key: 'a key' })
    expect(await codeOf(hold(ten, { key: 'a key' }))).toBe('IDEMPOTENCY_CONFLICT')
  })
})
