export {
  type AddToCalendarLinks,
  addToCalendarLinks,
  type CalendarEntry,
} from './add-to-calendar-links.ts'
export { bookingUid } from './booking-uid.ts'
export {
  type Attendee,
  type CalendarUser,
  type Invitation,
  type Organizer,
  writeInvitation,
} from './write-invitation.ts'
