import type { MeetingType } from '@rendez/contract'
import { createMeetingTypeSchema } from '@rendez/contract/schemas'
import { describe, expect, test } from 'vitest'
import {
  createMeetingTypeDraft,
  emptyMeetingType,
  isMeetingTypeChanged,
  readMeetingTypeDraft,
  renameMeetingType,
} from './meeting-type-draft.ts'
import { formatMinutes, minuteChoices } from './minute-choices.ts'
import { noticeMinutes, readNotice } from './notice-period.ts'

const saved: MeetingType = {
  id: '0192f3a4-0000-7000-8000-000000000001',
  name: 'Intro call',
  slug: 'intro',
  description: 'A short call.',
  durationMinutes: 30,
  stepMinutes: 15,
  bufferBeforeMinutes: 5,
  bufferAfterMinutes: 10,
  minimumNoticeMinutes: 2880,
  bookingWindow: { kind: 'date_range', startDate: '2027-01-01', endDate: '2027-02-01' },
  maxBookingsPerDay: 3,
  location: { kind: 'phone', phoneNumber: '+977 1 4000000' },
  color: '#0f766e',
  active: true,
  secret: false,
  scheduleId: null,
  reminderMinutes: [2880, 30],
  remindHost: true,
  sms: 'optional',
}

describe('a meeting type draft', () => {
  test('gives back what it was made from', () => {
    const { id, ...fields } = saved
    expect(readMeetingTypeDraft(createMeetingTypeDraft(saved))).toEqual(fields)
  })

  test('keeps what was chosen away and leaves it out when saved', () => {
    const draft = createMeetingTypeDraft(saved)
    const changed = {
      ...draft,
      place: { ...draft.place, kind: 'link' as const, url: 'https://meet.example.com' },
      window: { ...draft.window, kind: 'rolling_days' as const },
      limitPerDay: { ...draft.limitPerDay, on: false },
    }
    expect(readMeetingTypeDraft(changed)).toMatchObject({
      location: { kind: 'link', url: 'https://meet.example.com' },
      bookingWindow: { kind: 'rolling_days', days: 60 },
      maxBookingsPerDay: null,
    })
    expect(changed.place.phoneNumber).toBe('+977 1 4000000')
    expect(isMeetingTypeChanged(changed, draft)).toBe(true)
    expect(isMeetingTypeChanged(draft, draft)).toBe(false)
  })

  test('an empty one is accepted by the contract once it has a name and a place', () => {
    const named = renameMeetingType(emptyMeetingType, 'Intro call')
    const draft = { ...named, place: { ...named.place, url: 'https://meet.example.com' } }
    expect(createMeetingTypeSchema.parse(readMeetingTypeDraft(draft))).toMatchObject({
      slug: 'intro-call',
      minimumNoticeMinutes: 240,
    })
  })

  test('the link follows the name until somebody wrote one', () => {
    expect(renameMeetingType(createMeetingTypeDraft(saved), 'Hello').slug).toBe('intro')
  })
})

test.each([
  [0, { amount: 0, unit: 'hours' }],
  [45, { amount: 45, unit: 'minutes' }],
  [240, { amount: 4, unit: 'hours' }],
  [2880, { amount: 2, unit: 'days' }],
] as const)('%i minutes of notice are said as people do', (minutes, period) => {
  expect(readNotice(minutes)).toEqual(period)
  expect(noticeMinutes(period)).toBe(minutes)
})

test('lengths are offered in order, an unusual one among them', () => {
  expect(minuteChoices([0, 15, 30], 20).map(({ label }) => label)).toEqual([
    'None',
    '15 min',
    '20 min',
    '30 min',
  ])
  expect([60, 90].map(formatMinutes)).toEqual(['1 h', '1 h 30 min'])
})
