/** What clients ask of the product. */
export type Action = 'book' | 'move' | 'cancel' | 'look' | 'slots' | 'check' | 'hold' | 'release'

/** What a client wants, once; every attempt at it says the same. */
export type Intent = {
  /** Its own name, never used twice in a run. */
  id: string
  client: number
  action: Action
  hostId: string
  meetingTypeId: string
  /** Epoch milliseconds; of what is to be booked, held, or moved to. */
  startTime?: number
  /** Of what is moved, cancelled or looked at. */
  bookingId?: string
  /** null where the action is sent without one. */
  key: string | null
  /** Who books: the address belongs to one key, the name to one body. */
  inviteeEmail?: string
  inviteeName?: string
  /** The version that a move wants to find. */
  version?: number
  /** The hold that a booking replaces, or that is given back. */
  holdId?: string
}

/** What an answer says of a booking, or of a hold. */
export type Answer = {
  bookingId?: string
  startTime?: number
  version?: number
  status?: 'confirmed' | 'cancelled'
  inviteeName?: string
  holdId?: string
  /** Epoch milliseconds. */
  expiresAt?: number
}

/** Milliseconds since the run began, by a clock that nothing moves, and the wall clock's time. */
type Moment = { at: number; wall: string }

/** A line of the history. `unknown`: a timeout, a lost connection or a 5xx; it may have happened. */
export type HistoryLine =
  | ({ type: 'invoke'; attempt: number; server: string; intent: Intent } & Moment)
  | ({ type: 'ok'; attempt: number; answer: Answer } & Moment)
  | ({ type: 'refused'; attempt: number; code: string } & Moment)
  | ({ type: 'unknown'; attempt: number; reason: string } & Moment)

/** An attempt with what became of it; `until` is Infinity for one that was never answered. */
export type Attempt = {
  number: number
  intent: Intent
  server: string
  from: number
  until: number
} & Outcome

export type Outcome =
  | { outcome: 'ok'; answer: Answer }
  | { outcome: 'refused'; code: string }
  | { outcome: 'unknown'; reason: string }

/** The request never left: nobody listened. It is no operation, and proves that nothing was done. */
export const UNREACHABLE = 'UNREACHABLE'
