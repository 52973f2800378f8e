import { DomainError, type Slot } from '@rendez/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHost, createTestMeetingType, everyDay } from '../../db/scheduling.test-kit.ts'
import {
  bookingRequest,
  findViolations,
  openTestBookings,
  type TestBookings,
} from './bookings.test-kit.ts'

let world: TestBookings

beforeAll(async () => {
  world = await openTestBookings()
})

afterAll(() => world.close())

const rules = fc.record({
  durationMinutes: fc.constantFrom(15, 30, 45, 60, 90),
  stepMinutes: fc.constantFrom(null, 10, 15, 20, 45),
  bufferBeforeMinutes: fc.constantFrom(0, 5, 15, 60),
  bufferAfterMinutes: fc.constantFrom(0, 10, 30),
  minimumNoticeMinutes: fc.constantFrom(0, 240, 2880),
  maxBookingsPerDay: fc.constantFrom(null, 1, 3),
})

// The range holds the change of the clocks in most of them.
const timeZone = fc.constantFrom(
  'America/New_York',
  'America/St_Johns',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/Lisbon',
)

const range = { from: '2027-03-13T00:00:00Z', to: '2027-03-17T00:00:00Z' }
const rangeStart = Date.parse(range.from)

async function list(meetingTypeId: string): Promise<Slot[]> {
  const { slots } = await world.availability.listSlots({ meetingTypeId, ...range, timeZone: 'UTC' })
  return slots
}

// Another invitee each time: the same one would be answered with their earlier booking.
let invitees = 0
const book = (meetingTypeId: string, startTime: string) => {
  invitees += 1
  const inviteeEmail = `guest-${invitees}@example.com`
  return world.bookings.create(bookingRequest(meetingTypeId, startTime, { inviteeEmail }), null)
}

test('what is offered is booked, with other bookings of the host all around; nothing else is', async () => {
  const choice = fc.record({
    type: fc.nat(1),
    pick: fc.nat(),
    minute: fc.nat(4 * 24 * 12 - 1).map((n) => n * 5),
  })
  const property = fc.asyncProperty(
    fc.tuple(rules, rules),
    timeZone,
    fc.array(choice, { minLength: 4, maxLength: 8 }),
    async (typeRules, zone, choices) => {
      const hours = everyDay('08:00', '26:00')
      const { hostId } = await createTestHost(world.database, {
        timeZone: zone,
        weeklyHours: hours,
      })
      const types: string[] = []
      for (const rule of typeRules) {
        types.push(await createTestMeetingType(world.database, hostId, rule))
      }
      for (const { type, pick, minute } of choices) {
        const id = types[type] ?? ''
        const before = await list(id)
        const chosen = before[pick % Math.max(1, before.length)]
        if (chosen !== undefined) {
          const { startTime, endTime } = await book(id, chosen.startTime)
          expect({ startTime, endTime }).toEqual(chosen)
        }
        const other = new Date(rangeStart + minute * 60_000).toISOString().replace('.000Z', 'Z')
        const offered = (await list(id)).some((slot) => slot.startTime === other)
        const check = await world.availability.checkSlot({ meetingTypeId: id, startTime: other })
        expect(check.available).toBe(offered)
        const booked = await book(id, other).then(
          () => true,
          (error) => (error instanceof DomainError ? error.code : error),
        )
        expect(booked === true).toBe(offered)
      }
    },
  )
  await fc.assert(property, { numRuns: 40 })
  expect(await findViolations(world)).toEqual([])
}, 60_000)
