import type { Attempt } from '../history/operation.ts'

/** Everything that the checker judges by. Times are epoch milliseconds unless they are said to be of the run. */
export type Evidence = {
  attempts: Attempt[]
  hosts: Host[]
  meetingTypes: MeetingType[]
  /** From the database, after everything was healed and at rest. */
  rows: BookingRow[]
  changes: Change[]
  /** Messages at their own time that were handled. */
  handled: HandledMessage[]
  /** What the mail server accepted, or took without saying so. */
  mails: ReceivedMail[]
  disturbances: Disturbance[]
  /** On the run's clock: what was due by then had all the time that it takes to be sent. */
  judgedUntil: number
  aftermath: Aftermath
  /** Epoch milliseconds at which the run's clock was 0. */
  startedAt: number
}

export type Host = { id: string; address: string }

export type MeetingType = {
  id: string
  hostId: string
  durationMinutes: number
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  /** What is said of its bookings beside their changes. */
  rules: MessageRule[]
}

/** A reminder, or a message that a host made up. */
export type MessageRule = {
  /** Of a workflow its name; every reminder is called so, for they all say the same. */
  name: string
  trigger: 'booked' | 'moved' | 'cancelled' | 'before_start'
  /** Before the start with `before_start`, after the change with the others. */
  offsetMinutes: number
  readers: ('invitee' | 'host')[]
}

export const REMINDER = 'reminder'

export type BookingRow = {
  id: string
  hostId: string
  meetingTypeId: string
  status: 'confirmed' | 'cancelled'
  startTime: number
  endTime: number
  version: number
  inviteeName: string
  inviteeEmail: string
}

/** A line of a booking's own history. */
export type Change = {
  bookingId: string
  version: number
  action: 'created' | 'moved' | 'cancelled'
  /** Where a move came from. */
  previousStartTime: number | null
  /** When its transaction began, epoch milliseconds by the database's clock. */
  at: number
  /** When its event left the outbox, by the same clock: its messages were sent, or left out. null: never. */
  handledAt: number | null
}

/** That the event of a message that was due left the outbox: the message was sent, or left out. */
export type HandledMessage = {
  bookingId: string
  /** As it is called in the rule. */
  rule: string
  offsetMinutes: number
  /** The booking's version that it was meant for. */
  version: number
  /** The look that brought it into the outbox: when its transaction began, and when it did that, by the same clock. */
  look: { from: number; at: number }
  /** Epoch milliseconds by the database's clock. */
  at: number
}

/** A mail as the mail server took it; what it tells stands in its invitation, or in a host's words. */
export type ReceivedMail = {
  messageId: string
  recipient: string
  /** Which process handed it over. */
  server: string
  /** On the run's clock. */
  at: number
  /** False: the server took it and did not say so. */
  acknowledged: boolean
  /** null: a mail about no booking. */
  bookingId: string | null
  /** The rule of a message that has its own time; null for one that tells a change. */
  rule: string | null
  /** -1 where it tells none. */
  version: number
  method: string
  startTime: number
  /** Who books, where a host's own words name them. */
  inviteeName: string | null
}

/** What was broken on purpose, and when, on the run's clock. */
export type Disturbance = {
  kind: string
  /** A process, or a service that all of them use. */
  target: string
  from: number
  /** When everything answered again. */
  until: number
}

/** What is left when the clients are done and everything has had its time. */
export type Aftermath = {
  outboxRows: number
  inboxRows: number
  deadEvents: number
  deadLetters: number
  /** Rules of verify-bookings that do not hold. */
  brokenRules: string[]
  /** Processes that ended although nobody ended them. */
  deaths: string[]
  /** What could not be looked at. */
  unknown: string[]
}

export type Violation = {
  /** I1 to I8, M1 to M6, Q, V, P: see the README. */
  invariant: string
  subject: string
  detail: string
}
