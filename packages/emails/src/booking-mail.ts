import type { TimeFormat } from './format-meeting-time.ts'

export type Reader = 'invitee' | 'host'

export type MailLocation =
  | { kind: 'phone'; phoneNumber: string }
  | { kind: 'in_person'; address: string }
  | { kind: 'link'; url: string }

/** A booking as its mails tell it. Times are instants in ISO 8601, zones IANA names. */
export type BookingMail = {
  reader: Reader
  host: { name: string; timeZone: string; timeFormat: TimeFormat }
  invitee: { name: string; address: string; timeZone: string; timeFormat: TimeFormat }
  meetingTypeName: string
  startTime: string
  endTime: string
  location: MailLocation
  notes: string
  /** Where this reader sees and changes the booking. */
  manageUrl: string
}
