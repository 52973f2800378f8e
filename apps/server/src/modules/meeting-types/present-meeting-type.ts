import type { HostPage, MeetingType, PublicHost, PublicMeetingType } from '@rendez/contract'
import type { MeetingTypeRow, PublicHostRow } from './meeting-types.repository.ts'

/** A meeting type as its host sees it. */
export function presentMeetingType(row: MeetingTypeRow): MeetingType {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    description: row.description,
    durationMinutes: row.durationMinutes,
    stepMinutes: row.stepMinutes,
    bufferBeforeMinutes: row.bufferBeforeMinutes,
    bufferAfterMinutes: row.bufferAfterMinutes,
    minimumNoticeMinutes: row.minimumNoticeMinutes,
    bookingWindow: row.bookingWindow,
    maxBookingsPerDay: row.maxBookingsPerDay,
    location: row.location,
    color: row.color,
    active: row.active,
    secret: row.secret,
    scheduleId: row.scheduleId,
    reminderMinutes: row.reminderMinutes,
    remindHost: row.remindHost,
    sms: row.sms,
  }
}

/** What a guest may know before booking: the place itself comes afterwards. */
export function presentPublicMeetingType(row: MeetingTypeRow): PublicMeetingType {
  const { id, name, slug, description, durationMinutes, location, color, sms } = row
  return { id, name, slug, description, durationMinutes, locationKind: location.kind, color, sms }
}

export function presentPublicHost(host: PublicHostRow): PublicHost {
  const { username, displayName, bio, timeZone } = host
  return { username, displayName, bio, timeZone }
}

export function presentHostPage(host: PublicHostRow, meetingTypes: MeetingTypeRow[]): HostPage {
  return {
    host: presentPublicHost(host),
    meetingTypes: meetingTypes.map(presentPublicMeetingType),
  }
}
