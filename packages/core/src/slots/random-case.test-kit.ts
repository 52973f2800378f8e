import fc from 'fast-check'
import type { BookingWindow } from '../availability/booking-window.ts'
import type { DateOverride, Schedule, TimeRange } from '../availability/schedule.ts'
import type { Interval } from '../intervals/interval.ts'
import { Temporal } from '../temporal.ts'
import { awkwardZones } from '../zones/awkward-zones.test-kit.ts'
import { clockChangesOf } from '../zones/clock-changes.test-kit.ts'
import { DAY, HOUR, MINUTE } from './inputs.test-kit.ts'
import type { MeetingRules, SchedulingInputs } from './scheduling-inputs.ts'

export type RandomCase = {
  inputs: SchedulingInputs
  range: Interval
  /** Some starts of the range, mostly refused ones. */
  probes: number[]
}

const FIRST = Date.UTC(2008, 0, 1)
const LAST = Date.UTC(2036, 0, 1)

const minutes = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min, max }).map((count) => count * MINUTE)

const clockTime = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')

/** Often in the small hours, when clocks change, and often on quarters, where windows touch. */
const startMinute = fc.oneof(
  fc.integer({ min: 0, max: 16 }).map((quarter) => quarter * 15),
  fc.integer({ min: 0, max: 23 * 60 + 59 }),
)
const lengthMinutes = fc.oneof(
  fc.integer({ min: 1, max: 12 }).map((quarters) => quarters * 15),
  fc.integer({ min: 1, max: 30 * 60 }),
)
const timeRange: fc.Arbitrary<TimeRange> = fc
  .tuple(startMinute, lengthMinutes)
  .map(([start, length]) => ({
    start: clockTime(start),
    end: clockTime(Math.min(start + length, 48 * 60)),
  }))
const ranges = fc.array(timeRange, { maxLength: 3 })

const dateNear = (anchor: number, timeZone: string): fc.Arbitrary<string> =>
  fc
    .integer({ min: -4, max: 4 })
    .map((days) =>
      Temporal.Instant.fromEpochMilliseconds(anchor)
        .toZonedDateTimeISO(timeZone)
        .toPlainDate()
        .add({ days })
        .toString(),
    )

const bookingWindowNear = (anchor: number, timeZone: string): fc.Arbitrary<BookingWindow> =>
  fc.oneof(
    { arbitrary: fc.constant<BookingWindow>({ kind: 'open' }), weight: 8 },
    fc.nat({ max: 12 }).map((days): BookingWindow => ({ kind: 'rolling_days', days })),
    fc.nat({ max: 9 }).map((days): BookingWindow => ({ kind: 'working_days', days })),
    fc
      .tuple(dateNear(anchor, timeZone), dateNear(anchor, timeZone))
      .map(([startDate, endDate]): BookingWindow => ({ kind: 'date_range', startDate, endDate })),
  )

const rulesNear = (anchor: number, timeZone: string): fc.Arbitrary<MeetingRules> =>
  fc.record({
    durationMinutes: fc.oneof(fc.constantFrom(15, 30, 60), fc.integer({ min: 1, max: 200 })),
    stepMinutes: fc.oneof(fc.constantFrom(5, 15, 30, 60), fc.integer({ min: 1, max: 200 })),
    bufferBeforeMinutes: fc.oneof(fc.constant(0), fc.nat({ max: 60 })),
    bufferAfterMinutes: fc.oneof(fc.constant(0), fc.nat({ max: 60 })),
    minimumNoticeMinutes: fc.oneof(fc.constant(0), fc.nat({ max: 300 }), fc.nat({ max: 4_000 })),
    bookingWindow: bookingWindowNear(anchor, timeZone),
    maxBookingsPerDay: fc.option(fc.nat({ max: 4 }), { freq: 2 }),
  })

const scheduleNear = (anchor: number, timeZone: string): fc.Arbitrary<Schedule> =>
  fc.record({
    timeZone: fc.constant(timeZone),
    weeklyHours: fc.record({
      monday: ranges,
      tuesday: ranges,
      wednesday: ranges,
      thursday: ranges,
      friday: ranges,
      saturday: ranges,
      sunday: ranges,
    }),
    dateOverrides: fc.uniqueArray(
      fc.record<DateOverride>({ date: dateNear(anchor, timeZone), ranges }),
      { maxLength: 3, selector: ({ date }) => date },
    ),
  })

/** Busy time that is not always on whole minutes and sometimes empty. */
const busyNear = (anchor: number): fc.Arbitrary<Interval> =>
  fc
    .tuple(minutes(-40 * 60, 40 * 60), minutes(0, 150), fc.constantFrom(0, 0, 0, 1, 30_000))
    .map(([shift, length, odd]) => ({
      start: anchor + shift + odd,
      end: anchor + shift + length + odd * 2,
    }))

const caseNear = (anchor: number, timeZone: string): fc.Arbitrary<RandomCase> =>
  fc
    .record({
      inputs: fc.record({
        schedule: scheduleNear(anchor, timeZone),
        rules: rulesNear(anchor, timeZone),
        busy: fc.array(busyNear(anchor), { maxLength: 6 }),
        bookedStarts: fc.array(
          minutes(-40 * 60, 40 * 60).map((shift) => anchor + shift),
          { maxLength: 6 },
        ),
        now: fc
          .oneof(minutes(-5 * 24 * 60, 12 * 60), fc.integer({ min: -5 * DAY, max: DAY / 2 }))
          .map((shift) => anchor + shift),
      }),
      from: minutes(-30 * 60, 6 * 60),
      length: minutes(60, 36 * 60),
      shares: fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 6, maxLength: 6 }),
    })
    .map(({ inputs, from, length, shares }) => {
      const start = anchor + from
      const probe = (share: number): number =>
        start + Math.floor((share * length) / 1_000 / MINUTE) * MINUTE
      return { inputs, range: { start, end: start + length }, probes: shares.map(probe) }
    })

const anchors = new Map(
  awkwardZones.map((zone) => [
    zone,
    clockChangesOf(zone, FIRST, LAST).map(({ instant }) => instant),
  ]),
)

const someInstant = fc.integer({ min: FIRST / HOUR, max: LAST / HOUR }).map((hour) => hour * HOUR)

const anchor = fc.constantFrom(...awkwardZones).chain((timeZone) => {
  const changes = anchors.get(timeZone) ?? []
  const near = changes.length > 0 ? fc.constantFrom(...changes) : someInstant
  return fc.oneof({ arbitrary: near, weight: 4 }, someInstant).map((at) => ({ at, timeZone }))
})

/** Inputs of every kind, in an awkward zone, mostly in the days around a change of its clocks. */
export const caseNearTransition: fc.Arbitrary<RandomCase> = anchor.chain(({ at, timeZone }) =>
  caseNear(at, timeZone),
)
