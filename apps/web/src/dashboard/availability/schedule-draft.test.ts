import { describe, expect, test } from 'vitest'
import { createDayHours, overlapProblem, rangesOf, switchDay } from './day-hours.ts'
import { commitHours, typeHours } from './hours-entry.ts'
import {
  copyDay,
  createScheduleDraft,
  isScheduleChanged,
  isScheduleSound,
  readScheduleDraft,
  setDay,
  setOverride,
  setWeekRanges,
} from './schedule-draft.ts'
import { eachWeekday, weekdaysFrom } from './weekdays.ts'

const saved = {
  name: 'Working hours',
  timeZone: 'Asia/Kathmandu',
  weeklyHours: {
    ...eachWeekday(() => [{ start: '09:00', end: '17:00' }]),
    friday: [
      { start: '22:00', end: '26:00' },
      { start: '09:00', end: '12:30' },
    ],
    saturday: [],
    sunday: [],
  },
  dateOverrides: [
    { date: '2027-05-02', ranges: [] },
    { date: '2027-01-08', ranges: [{ start: '10:00', end: '24:00' }] },
  ],
}
const draft = createScheduleDraft(saved, '24h')

describe('a schedule draft', () => {
  test('gives back what it was made from, in order', () => {
    expect(readScheduleDraft(draft)).toEqual({
      ...saved,
      weeklyHours: { ...saved.weeklyHours, friday: saved.weeklyHours.friday.toReversed() },
      dateOverrides: saved.dateOverrides.toReversed(),
    })
    expect(isScheduleChanged(draft, draft)).toBe(false)
  })

  test('follows what is typed and keeps the last meaning while the text has none', () => {
    const [entry] = draft.week.monday.entries
    if (entry === undefined) throw new Error('Monday has hours')
    expect(typeHours(entry, '10-4').range).toEqual({ start: 600, end: 960 })
    expect(typeHours(entry, '10-').range).toEqual({ start: 540, end: 1020 })
  })

  test('splits several intervals typed in one field when the field is left', () => {
    const [entry] = draft.week.monday.entries
    if (entry === undefined) throw new Error('Monday has hours')
    const entries = commitHours(typeHours(entry, '9-12, 13-17'), '24h')
    expect(entries.map(({ text }) => text)).toEqual(['09:00 – 12:00', '13:00 – 17:00'])
    expect(entries[0]?.key).toBe(entry.key)
  })

  test('cannot be saved while a field has a problem or hours overlap', () => {
    const [entry] = draft.week.monday.entries
    if (entry === undefined) throw new Error('Monday has hours')
    const entries = commitHours(typeHours(entry, 'all day'), '24h')
    const broken = setDay(draft, 'monday', { on: true, entries })
    expect(isScheduleSound(broken)).toBe(false)
    expect(isScheduleChanged(broken, draft)).toBe(true)
    const overlapping = createDayHours(
      [
        { start: 540, end: 720 },
        { start: 700, end: 800 },
      ],
      '24h',
    )
    expect(overlapProblem(overlapping, '24h')).toBe('09:00 – 12:00 and 11:40 – 13:20 overlap.')
    expect(isScheduleSound(setDay(draft, 'monday', overlapping))).toBe(false)
    expect(isScheduleSound(setDay(draft, 'monday', { ...overlapping, on: false }))).toBe(true)
  })

  test('remembers the hours of a day that is switched off and on again', () => {
    const off = switchDay(draft.week.friday, false, '24h')
    expect(rangesOf(off)).toEqual([])
    expect(rangesOf(switchDay(off, true, '24h'))).toEqual(rangesOf(draft.week.friday))
    expect(rangesOf(switchDay(draft.week.sunday, true, '24h'))).toEqual([{ start: 540, end: 1020 }])
  })

  test('copies a day to the days chosen and to no other', () => {
    const copied = readScheduleDraft(copyDay(draft, 'friday', ['saturday', 'monday'], '24h'))
    const friday = readScheduleDraft(draft).weeklyHours.friday
    expect(copied.weeklyHours).toEqual({
      ...readScheduleDraft(draft).weeklyHours,
      monday: friday,
      saturday: friday,
    })
  })

  test('takes over drawn hours and leaves the fields of other days alone', () => {
    const ranges = eachWeekday((weekday) => rangesOf(draft.week[weekday]))
    const drawn = setWeekRanges(draft, { ...ranges, sunday: [{ start: 60, end: 120 }] }, '24h')
    expect(readScheduleDraft(drawn).weeklyHours.sunday).toEqual([{ start: '01:00', end: '02:00' }])
    expect(drawn.week.monday).toBe(draft.week.monday)
  })

  test('sets, replaces and removes the hours of a date', () => {
    const off = setOverride(draft, '2027-03-01', createDayHours([], '24h'))
    expect(off.overrides.map(({ date }) => date)).toEqual([
      '2027-01-08',
      '2027-03-01',
      '2027-05-02',
    ])
    expect(setOverride(off, '2027-03-01', null).overrides).toEqual(draft.overrides)
  })
})

test('a week begins where the host says', () => {
  expect(weekdaysFrom('sunday').slice(0, 2)).toEqual(['sunday', 'monday'])
  expect(weekdaysFrom('saturday').at(-1)).toBe('friday')
})
