import { DomainError } from '@rendez/contract'
import type { BookingWindow } from '@rendez/core'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestClock } from '../../../adapters/clock/test-clock.ts'
import { connectDatabase, type Database } from '../../../db/client.ts'
import {
  createTestHost,
  createTestMeetingType,
  everyDay,
  type TestHost,
} from '../../../db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from '../../../db/test-database.ts'
import { bookingRequest } from '../../bookings/bookings.test-kit.ts'
import { computeAfresh, type Instance, startInstance } from './slot-cache.test-kit.ts'

const clock = createTestClock('2027-03-13T08:00:00Z')
let testDatabase: TestDatabase
let database: Database
let instances: Instance[]

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url)
  const shared = { database, clock, redisUrl: inject('redisUrl') }
  instances = await Promise.all([startInstance(shared), startInstance(shared)])
})
afterAll(async () => {
  await Promise.all(instances.map((instance) => instance.stop()))
  await database.close()
  await testDatabase.drop()
})

const MINUTE = 60_000
const begin = Date.parse('2027-03-13T00:00:00Z')
const instant = (minutes: number) => new Date(begin + minutes * MINUTE).toISOString()

const rules = fc.record({
  durationMinutes: fc.constantFrom(15, 30, 45, 60),
  stepMinutes: fc.constantFrom(null, 10, 15, 45),
  bufferAfterMinutes: fc.constantFrom(0, 10),
  minimumNoticeMinutes: fc.constantFrom(0, 7, 240, 2880),
  maxBookingsPerDay: fc.constantFrom(null, 1, 3),
  bookingWindow: fc.constantFrom<BookingWindow[]>(
    { kind: 'open' },
    { kind: 'rolling_days', days: 2 },
    { kind: 'working_days', days: 1 },
    { kind: 'date_range', startDate: '2027-03-13', endDate: '2027-03-15' },
  ),
})

// The range holds a change of the clocks in some of them, and no two share a midnight.
const zone = fc.constantFrom(
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
)

// Ranges that begin and end anywhere, and so share entries with others.
const range = fc
  .tuple(fc.nat(3 * 1440), fc.integer({ min: 1, max: 2 * 1440 }))
  .map(([from, length]) => ({ from: instant(from), to: instant(from + length) }))

const step = fc.record({
  kind: fc.constantFrom('book', 'cancel', 'hours', 'rules', 'wait', 'read', 'read'),
  writer: fc.nat(1),
  readers: fc.array(fc.tuple(fc.nat(1), range), { minLength: 2, maxLength: 4 }),
  pick: fc.nat(),
  minutes: fc.oneof(fc.constantFrom(1, 4, 5), fc.nat(24 * 60)),
  rules,
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

let invitees = 0

async function apply(host: TestHost, types: string[], { kind, writer, ...step }: Step) {
  const instance = instances[writer]
  const meetingTypeId = types[step.pick % types.length] ?? ''
  switch (kind) {
    case 'book': {
      const whole = { from: instant(0), to: instant(5 * 1440) }
      const slots = await instance?.list(meetingTypeId, whole)
      const slot = slots?.[step.pick % (slots.length || 1)]
      if (slot === undefined) return
      invitees += 1
      const inviteeEmail = `guest-${invitees}@example.com`
      const request = bookingRequest(meetingTypeId, slot.startTime, { inviteeEmail })
      return instance?.bookings.create(request, null)
    }
    case 'cancel': {
      const page = { show: 'upcoming', search: '', limit: 10 } as const
      const found = await instance?.bookings.list(host.hostId, page)
      const id = found?.bookings[0]?.id
      const access = { by: 'host', hostId: host.hostId } as const
      return id && instance?.bookings.cancel(access, { id, reason: '' })
    }
    case 'hours': {
      const hour = String(6 + (step.pick % 9)).padStart(2, '0')
      const dateOverrides = [
        { date: '2027-03-14', ranges: [{ start: `${hour}:00`, end: '17:00' }] },
      ]
      return instance?.schedules.update(host.hostId, { id: host.scheduleId, dateOverrides })
    }
    case 'rules': {
      const { minimumNoticeMinutes, durationMinutes } = step.rules
      const changes = { id: meetingTypeId, minimumNoticeMinutes, durationMinutes }
      return instance?.meetingTypes.update(host.hostId, changes)
    }
    case 'wait':
      return clock.set(new Date(clock.now() + step.minutes * MINUTE).toISOString())
    default:
      return
  }
}

test('what two instances answer from their cache is what the engine says now, whatever was changed', async () => {
  const property = fc.asyncProperty(
    fc.tuple(rules, rules),
    zone,
    fc.array(step, { minLength: 4, maxLength: 10 }),
    async (typeRules, timeZone, steps) => {
      clock.set('2027-03-13T08:00:00Z')
      const host = await createTestHost(database, {
        timeZone,
        weeklyHours: everyDay('08:00', '26:00'),
      })
      const types: string[] = []
      for (const rule of typeRules) {
        types.push(await createTestMeetingType(database, host.hostId, rule))
      }
      for (const step of steps) {
        await apply(host, types, step).catch((error) => {
          // A booking may have begun, or be the last of its day.
          if (!(error instanceof DomainError)) throw error
        })
        for (const [reader, wanted] of step.readers) {
          for (const id of types) {
            const instance = instances[reader] ?? expect.fail()
            const [cached, fresh] = [
              await instance.list(id, wanted),
              await computeAfresh(instance, id, wanted),
            ]
            expect(cached).toEqual(fresh)
          }
        }
      }
    },
  )
  await fc.assert(property, { numRuns: 25 })
  const [first, second] = instances.map(({ lookups }) => lookups)
  expect(first?.hit).toBeGreaterThan(50)
  expect(second?.hit).toBeGreaterThan(50)
  expect(first?.away).toBe(0)
}, 120_000)
