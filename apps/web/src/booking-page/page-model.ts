import type {
  Booking,
  CreatedBooking,
  ErrorBody,
  HostPage,
  MeetingTypePage,
  PublicHost,
} from '@rendez/contract'
import type { TimeView } from '../lib/format-time.ts'
import type { JustDone } from './manage-booking/headline.ts'

/** How the visitor sees times: settled by the server, so that both renderings say the same. */
export type View = TimeView & {
  /** `host` and `detected` are guesses that the browser corrects; the others are the visitor's word. */
  timeZoneFrom: 'address' | 'chosen' | 'detected' | 'host'
  /** 1 is Monday, 7 is Sunday. */
  firstWeekday: number
  theme: 'light' | 'dark' | null
}

/** What the guest typed or a link filled in. */
export type InviteeDraft = { name: string; email: string; phone: string; notes: string }

/** A month's starts (epoch milliseconds) with a day to spare at both ends, so that they serve any zone. */
export type MonthSlots = {
  starts: number[]
  /** How long the slots are, as they are offered now; null when there are none. */
  durationMinutes: number | null
  /** Looked up when the month may have none: the next after `starts`; null when there is none. */
  nextStart: number | null
}

/** A month of slots and what of it is chosen. */
export type OpenedMonth = {
  /** 'YYYY-MM' */
  month: string
  slots: MonthSlots
  /** What the address asks for: 'YYYY-MM-DD', and epoch milliseconds of a start that is free. */
  date: string | null
  start: number | null
  /** The start that the address asks for, when it is not free. */
  goneStart: number | null
}

/** What came of a form that was sent without JavaScript. */
export type Outcome = { booking: CreatedBooking } | { refusal: ErrorBody }

export type MeetingTypePageModel = OpenedMonth & {
  page: 'meeting-type'
  view: View
  /** When the server rendered, in epoch milliseconds. */
  now: number
  meetingType: MeetingTypePage
  /** The address asked for no month: this is the first that has a free time. */
  opensOnFirst: boolean
  draft: InviteeDraft
  /** What a form brought was typed, and does not belong in an address. */
  draftFrom: 'address' | 'form'
  /** For the form as it works without JavaScript: sent twice, it books once. */
  idempotencyKey: string
  outcome: Outcome | null
}

export type HostPageModel = { page: 'host'; view: View } & HostPage

/** Where a move begins; without slots, the meeting type takes no bookings. */
export type MoveOpening = Omit<OpenedMonth, 'slots'> & { slots: MonthSlots | null }

/** What the guest of a booking is about, and why what they asked for did not happen. */
export type ManageStage = { refusal: ErrorBody | null } & (
  | { mode: 'look' }
  | { mode: 'cancel'; reason: string }
  | { mode: 'move'; opening: MoveOpening | null }
)

/** What there is of a booking, whether a form without JavaScript asked for it or the browser did. */
export type OpenedBooking =
  | { status: 'unknown' }
  | { status: 'failed'; message: string }
  | {
      status: 'ready'
      booking: Booking
      manageToken: string
      justDone: JustDone
      stage: ManageStage
    }

export type ManagePageModel = {
  page: 'manage'
  view: View
  now: number
  bookingId: string
  /** null: the secret stands in the address, where only a browser can read it. */
  opened: OpenedBooking | null
}

export type ProblemPageModel = {
  page: 'problem'
  view: View
  problem: 'not-found' | 'inactive'
  host: PublicHost | null
}

/** Everything that a guest's page is made from: plain data that travels inside the page. */
export type PageModel = HostPageModel | MeetingTypePageModel | ManagePageModel | ProblemPageModel

/** Addresses of the built files that a page loads. */
export type PageAssets = { script: string; styles: string[]; preloads: string[]; fonts: string[] }
