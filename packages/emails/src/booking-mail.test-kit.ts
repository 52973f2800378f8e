import type { BookingMail } from './booking-mail.ts'

/** A booking in a zone with an hour of its own and one with a quarter of one. */
export const bookingMail: BookingMail = {
  reader: 'invitee',
  host: { name: 'Ada Lovelace', timeZone: 'Europe/Paris', timeFormat: '12h' },
  invitee: {
    name: 'Grace Hopper',
    address: 'grace@guest.example',
    timeZone: 'Asia/Kathmandu',
    timeFormat: '24h',
  },
  meetingTypeName: 'Intro call',
  startTime: '2026-04-14T13:00:00Z',
  endTime: '2026-04-14T13:30:00Z',
  location: { kind: 'link', url: 'https://meet.example/ada' },
  notes: 'First line\nSecond line',
  manageUrl: 'https://rendez.example/booking/1#token',
}

/** The same to an invitee who reads the twelve-hour clock. */
export const twelveHourMail: BookingMail = {
  ...bookingMail,
  host: { ...bookingMail.host, timeFormat: '24h' },
  invitee: { ...bookingMail.invitee, timeFormat: '12h' },
}

export const hostMail: BookingMail = {
  ...bookingMail,
  reader: 'host',
  manageUrl: 'https://rendez.example/app/bookings',
}

/** Every address that a page links to. */
export function linksIn(html: string): string[] {
  return [...html.matchAll(/\shref="([^"]*)"/g)].map(([, address = '']) => address)
}
