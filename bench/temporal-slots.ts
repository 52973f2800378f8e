import { type Interval, overlaps, type SchedulingInputs, Temporal } from '@rendez/core'

const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

type PlainDate = ReturnType<typeof Temporal.PlainDate.from>

const dateAt = (instant: number, timeZone: string): PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate()

function startsOfDate({ schedule, rules }: SchedulingInputs, date: PlainDate): number[] {
  const weekday = WEEKDAYS[date.dayOfWeek - 1] ?? 'monday'
  return schedule.weeklyHours[weekday].flatMap((range) => {
    const at = (time: string) =>
      date.toZonedDateTime({ timeZone: schedule.timeZone, plainTime: time })
    const close = at(range.end)
    const starts: number[] = []
    for (
      let start = at(range.start);
      Temporal.ZonedDateTime.compare(start.add({ minutes: rules.durationMinutes }), close) <= 0;
      start = start.add({ minutes: rules.stepMinutes })
    ) {
      starts.push(start.epochMilliseconds)
    }
    return starts
  })
}

function isFree({ rules, busy, now }: SchedulingInputs, start: number): boolean {
  const claim = {
    start: start - rules.bufferBeforeMinutes * 60_000,
    end: start + (rules.durationMinutes + rules.bufferAfterMinutes) * 60_000,
  }
  const isInTime = start >= now + rules.minimumNoticeMinutes * 60_000
  return isInTime && !busy.some((interval) => overlaps(interval, claim))
}

/**
 * The reference: slots as one would write them at first, every time a Temporal object and every
 * slot compared with all busy time. Knows office hours, rolling days and the daily limit; leaves
 * out overrides and hours past midnight.
 */
export function temporalSlots(inputs: SchedulingInputs, range: Interval): number[] {
  const { rules, bookedStarts, schedule, now } = inputs
  const { timeZone } = schedule
  const counts = Map.groupBy(bookedStarts, (start) => dateAt(start, timeZone).toString())
  const limit = rules.maxBookingsPerDay ?? Number.POSITIVE_INFINITY
  const days = rules.bookingWindow.kind === 'rolling_days' ? rules.bookingWindow.days : 0
  const last = dateAt(now, timeZone).add({ days })
  const slots: number[] = []
  let date = dateAt(range.start, timeZone)
  while (Temporal.PlainDate.compare(date, last) <= 0) {
    const starts = startsOfDate(inputs, date).filter((start) => start >= range.start)
    if ((starts[0] ?? range.start) >= range.end) break
    if ((counts.get(date.toString())?.length ?? 0) < limit) {
      slots.push(...starts.filter((start) => start < range.end && isFree(inputs, start)))
    }
    date = date.add({ days: 1 })
  }
  return slots
}
