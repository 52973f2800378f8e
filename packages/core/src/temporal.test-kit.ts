import { generateSlots } from './slots/generate-slots.ts'
import { HOUR, hours, inputsFor, weekly } from './slots/inputs.test-kit.ts'
import { isBookable } from './slots/is-bookable.ts'
import { awkwardZones } from './zones/awkward-zones.test-kit.ts'
import { clockChangeNotice } from './zones/clock-change-notice.ts'
import { isValidTimeZone } from './zones/is-valid-time-zone.ts'
import { localDate } from './zones/local-date.ts'
import { offsetAt } from './zones/offset-at.ts'

const now = Date.UTC(2025, 1, 20)
const later = Date.UTC(2025, 10, 20)

/** What the engine answers in every awkward zone over most of a year, changes included. */
export function engineSample() {
  return awkwardZones.map((timeZone) => {
    const inputs = inputsFor(
      {
        timeZone,
        weeklyHours: weekly('00:15-03:30 22:00-26:00'),
        dateOverrides: [{ date: '2025-04-01', ranges: hours('09:00-10:00') }],
      },
      { minimumNoticeMinutes: 120, bookingWindow: { kind: 'working_days', days: 250 } },
      { now, busy: [{ start: now + 20 * HOUR, end: now + 30 * HOUR }] },
    )
    return {
      timeZone,
      isValid: isValidTimeZone(timeZone),
      slots: generateSlots(inputs, { start: now, end: later }),
      verdicts: [1, 25, 26.5].map((shift) => isBookable(inputs, now + shift * HOUR)),
      changes: clockChangeNotice({
        hostTimeZone: timeZone,
        inviteeTimeZone: 'Asia/Kathmandu',
        now,
        start: later,
      }),
      today: localDate(now, timeZone),
      offset: offsetAt(timeZone, later),
    }
  })
}
