import type {
  CreatedBooking,
  ErrorBody,
  HostPage,
  MeetingTypePage,
  PublicHost,
} from '@rendez/contract'
import type { TimeFormat } from '../lib/format-time.ts'

/** How the visitor sees times: settled by the server, so that both renderings say the same. */
export type View = {
  timeZone: string
  /** `host` is a guess that the browser corrects; the others are the visitor's own word. */
  timeZoneFrom: 'address' | 'remembered' | 'detected' | 'host'
  /** A BCP 47 tag, for dates and numbers. */
  locale: string
  timeFormat: TimeFormat
  /** 1 is Monday, 7 is Sunday. */
  firstWeekday: number
  theme: 'light' | 'dark' | null
}

/** What the guest typed or a link filled in. */
export type InviteeDraft = { name: string; email: string; notes: string }

export type MeetingTypePageModel = {
  page: 'meeting-type'
  view: View
  /** When the server rendered, in epoch milliseconds. */
  now: number
  meetingType: MeetingTypePage
  /** The month shown, 'YYYY-MM', and the starts around it, in epoch milliseconds. */
  month: string
  starts: number[]
  /** The next start after the month when the month has none; null when there is none at all. */
  nextStart: number | null
  /** The first month with a time, when the page skipped empty ones to get there. */
  skippedTo: string | null
  selectedDate: string | null
  selectedStart: number | null
  draft: InviteeDraft
  /** For the form as it works without JavaScript: a retry of the same form books once. */
  idempotencyKey: string
  /** What came of a form sent without JavaScript. */
  outcome: { booking: CreatedBooking } | { refusal: ErrorBody } | null
}

export type HostPageModel = { page: 'host'; view: View } & HostPage

export type ManagePageModel = { page: 'manage'; view: View; now: number; bookingId: string }

export type ProblemPageModel = {
  page: 'problem'
  view: View
  problem: 'not-found' | 'inactive' | 'failed'
  host: PublicHost | null
}

/** Everything a guest's page is made from; plain data that travels inside the page. */
export type PageModel = HostPageModel | MeetingTypePageModel | ManagePageModel | ProblemPageModel

/** Addresses of the built files that a page loads. */
export type PageAssets = {
  script: string
  styles: string[]
  preloads: string[]
  fonts: string[]
}

export type RenderedPage = {
  html: string
  /** The text of each inline style, for the hashes of the content security policy. */
  inlineStyles: string[]
}

export type RenderPage = (model: PageModel, assets: PageAssets) => RenderedPage
