/** What happened, past tense. One table for every kind and its payload. */
export type DomainEvents = {
  'booking.confirmed': BookingEvent
  'booking.rescheduled': BookingEvent & { previousStartTime: string; previousEndTime: string }
  'booking.cancelled': BookingEvent
  /** The time of a scheduled message has come; its own subject, for nothing waits behind it. */
  'message.fell_due': BookingEvent & { rule: string }
  'account.password_reset_requested': { email: string; name: string; url: string }
  /** Without a name: whoever typed it need not be the owner of the address that gets this mail. */
  'account.sign_up_requested': { email: string; url: string }
  /** Somebody signed up with the address of an account; `name` is the account's own. */
  'account.sign_up_repeated': { email: string; name: string; url: string }
}

export type BookingEvent = {
  bookingId: string
  hostId: string
  /** The booking's version that this event made: also the SEQUENCE of its invitation. */
  version: number
}

export type DomainEventKind = keyof DomainEvents

export type DomainEvent = {
  [Kind in DomainEventKind]: {
    id: string
    kind: Kind
    /** Events of one subject are delivered in order. */
    subject: string
    payload: DomainEvents[Kind]
    occurredAt: string
    /** Of the request that it follows from, for the logs. */
    requestId?: string | undefined
  }
}[DomainEventKind]
