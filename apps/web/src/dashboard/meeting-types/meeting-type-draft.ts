import type { CreateMeetingTypeInput, Location, MeetingType } from '@rendez/contract'
import { type NoticePeriod, noticeMinutes, readNotice } from './notice-period.ts'
import type { PlaceKind } from './place-kind.ts'
import { slugify } from './slugify.ts'

type BookingWindow = MeetingType['bookingWindow']

/** A meeting type as it is being edited; what is chosen away stays, in case it is chosen back. */
export type MeetingTypeDraft = {
  readonly name: string
  readonly slug: string
  /** The link follows the name until somebody writes one. */
  readonly slugFollowsName: boolean
  readonly description: string
  readonly color: string
  readonly durationMinutes: number
  /** null: as long as the meeting. */
  readonly stepMinutes: number | null
  readonly place: { kind: PlaceKind; phoneNumber: string; address: string; url: string }
  /** null: the default schedule. */
  readonly scheduleId: string | null
  readonly bufferBeforeMinutes: number
  readonly bufferAfterMinutes: number
  readonly notice: NoticePeriod
  readonly window: { kind: BookingWindow['kind']; days: number; startDate: string; endDate: string }
  readonly limitPerDay: { on: boolean; bookings: number }
  /** Minutes before the start, in the order of the screen. */
  readonly reminderMinutes: readonly number[]
  readonly remindHost: boolean
  readonly sms: MeetingType['sms']
  readonly active: boolean
  readonly secret: boolean
}

export const colors = [
  { value: '#2563eb', label: 'Blue' },
  { value: '#0f766e', label: 'Teal' },
  { value: '#15803d', label: 'Green' },
  { value: '#b45309', label: 'Amber' },
  { value: '#c2410c', label: 'Orange' },
  { value: '#b91c1c', label: 'Red' },
  { value: '#be185d', label: 'Pink' },
  { value: '#7e22ce', label: 'Purple' },
  { value: '#52525b', label: 'Grey' },
] as const

export const emptyMeetingType: MeetingTypeDraft = {
  name: '',
  slug: '',
  slugFollowsName: true,
  description: '',
  color: colors[0].value,
  durationMinutes: 30,
  stepMinutes: null,
  place: { kind: 'link', phoneNumber: '', address: '', url: '' },
  scheduleId: null,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  notice: { amount: 4, unit: 'hours' },
  window: { kind: 'rolling_days', days: 60, startDate: '', endDate: '' },
  limitPerDay: { on: false, bookings: 4 },
  reminderMinutes: [1440, 60],
  remindHost: false,
  sms: 'off',
  active: true,
  secret: false,
}

export function createMeetingTypeDraft(saved: MeetingType): MeetingTypeDraft {
  const { bookingWindow, maxBookingsPerDay, minimumNoticeMinutes, location, id, ...same } = saved
  return {
    ...same,
    slugFollowsName: false,
    place: { ...emptyMeetingType.place, ...location },
    notice: readNotice(minimumNoticeMinutes),
    window: { ...emptyMeetingType.window, ...bookingWindow },
    limitPerDay: {
      on: maxBookingsPerDay !== null,
      bookings: maxBookingsPerDay ?? emptyMeetingType.limitPerDay.bookings,
    },
  }
}

function readPlace({ kind, phoneNumber, address, url }: MeetingTypeDraft['place']): Location {
  if (kind === 'phone') return { kind, phoneNumber }
  return kind === 'in_person' ? { kind, address } : { kind, url }
}

function readWindow({ kind, days, startDate, endDate }: MeetingTypeDraft['window']): BookingWindow {
  if (kind === 'open') return { kind }
  return kind === 'date_range' ? { kind, startDate, endDate } : { kind, days }
}

/** The draft as it would be saved; whether it may be is for the server to say. */
export function readMeetingTypeDraft(draft: MeetingTypeDraft): CreateMeetingTypeInput {
  const { slugFollowsName, place, notice, window, limitPerDay, reminderMinutes, ...same } = draft
  return {
    ...same,
    reminderMinutes: [...reminderMinutes],
    location: readPlace(place),
    minimumNoticeMinutes: noticeMinutes(notice),
    bookingWindow: readWindow(window),
    maxBookingsPerDay: limitPerDay.on ? limitPerDay.bookings : null,
  }
}

export function renameMeetingType(draft: MeetingTypeDraft, name: string): MeetingTypeDraft {
  return { ...draft, name, slug: draft.slugFollowsName ? slugify(name) : draft.slug }
}

export const isMeetingTypeChanged = (draft: MeetingTypeDraft, saved: MeetingTypeDraft): boolean =>
  JSON.stringify(readMeetingTypeDraft(draft)) !== JSON.stringify(readMeetingTypeDraft(saved))
