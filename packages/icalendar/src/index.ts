export { type AddToCalendarLinks, addToCalendarLinks, type CalendarEntry } from './add-to-calendar-links.ts'
