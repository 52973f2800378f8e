import assert from 'node:assert/strict'
import { generateSlots, type Interval, isBookable, type SchedulingInputs } from '@rendez/core'
import { medianMicroseconds } from './median-microseconds.ts'
import { temporalSlots } from './temporal-slots.ts'

// One host in New York, open from nine to five, half-hour meetings. Every range but the shortest
// contains the change of clocks on 8 March 2026.

const DAY = 86_400_000
const HALF_HOUR = 1_800_000
const HOUR = 3_600_000
const start = Date.UTC(2026, 2, 7, 5)

const office = [{ start: '09:00', end: '17:00' }]
const base: SchedulingInputs = {
  schedule: {
    timeZone: 'America/New_York',
    weeklyHours: {
      monday: office,
      tuesday: office,
      wednesday: office,
      thursday: office,
      friday: office,
      saturday: office,
      sunday: office,
    },
    dateOverrides: [],
  },
  rules: {
    durationMinutes: 30,
    stepMinutes: 30,
    bufferBeforeMinutes: 5,
    bufferAfterMinutes: 5,
    minimumNoticeMinutes: 120,
    bookingWindow: { kind: 'rolling_days', days: 400 },
    maxBookingsPerDay: 12,
  },
  busy: [],
  bookedStarts: Array.from({ length: 50 }, (_, index) => start + index * 5 * HOUR),
  now: start - DAY,
}

const rangeOf = (days: number): Interval => ({ start, end: start + days * DAY })

/** `count` half hours at up to four places a day: many calendars tell of the same meetings. */
function busyOver(days: number, count: number): Interval[] {
  const places = Math.min(count, days * 4)
  return Array.from({ length: count }, (_, index) => {
    const place = Math.floor((index * places) / count)
    const from = start + Math.floor((place * days * DAY) / places / 60_000) * 60_000
    return { start: from, end: from + HALF_HOUR }
  })
}

const DAYS = [1, 7, 30, 90, 365]
const BUSY = [0, 100, 1_000, 5_000]
const cell = (text: string | number): string => String(text).padStart(15)

function measure(days: number, busyCount: number): { time: number; slots: number } {
  const inputs = { ...base, busy: busyOver(days, busyCount) }
  const range = rangeOf(days)
  const time = medianMicroseconds(() => generateSlots(inputs, range))
  return { time, slots: generateSlots(inputs, range).length }
}

console.log('Slot engine: microseconds a call (slots offered)\n')
console.log(`${'days'.padStart(6)}${BUSY.map((count) => cell(`${count} busy`)).join('')}`)
for (const days of DAYS) {
  const row = BUSY.map((count) => {
    const { time, slots } = measure(days, count)
    return cell(`${time.toFixed(1)} (${slots})`)
  })
  console.log(`${String(days).padStart(6)}${row.join('')}`)
}

const month = { ...base, busy: busyOver(30, 100) }
const disorder = ({ start }: Interval): number => ((start / 60_000) * 7_919) % 1_009
const shuffled = { ...month, busy: month.busy.toSorted((a, b) => disorder(a) - disorder(b)) }
const range = rangeOf(30)
assert.deepEqual(generateSlots(month, range), temporalSlots(month, range))
assert.deepEqual(generateSlots(shuffled, range), generateSlots(month, range))

const engine = medianMicroseconds(() => generateSlots(month, range))
const unsorted = medianMicroseconds(() => generateSlots(shuffled, range))
const reference = medianMicroseconds(() => temporalSlots(month, range))
const accepted = medianMicroseconds(() => isBookable(month, start + 14 * HOUR))
const refused = medianMicroseconds(() => isBookable(month, start + 20 * HOUR))

console.log(`
30 days, 100 busy        ${engine.toFixed(1)} µs
  busy in no order       ${unsorted.toFixed(1)} µs
  written with Temporal  ${reference.toFixed(1)} µs: ${(reference / engine).toFixed(0)} times as long
verdict on one start     ${accepted.toFixed(1)} µs accepted, ${refused.toFixed(1)} µs refused with its reasons`)
