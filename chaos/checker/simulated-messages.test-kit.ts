import { type HandledMessage, type MessageRule, REMINDER, type ReceivedMail } from './evidence.ts'
import type { SimulatedBug } from './simulated-bugs.test-kit.ts'
import type { Stored } from './simulated-store.test-kit.ts'

const MINUTE = 60_000

/** Reminders are due eight seconds after the beginning, or much later. */
export const DUE_AT = 8_000

const atOnce = (trigger: MessageRule['trigger']): MessageRule => ({
  name: `${trigger}-0`,
  trigger,
  offsetMinutes: 0,
  readers: ['invitee'],
})

export const simulatedRules: MessageRule[] = [
  ...(['booked', 'moved', 'cancelled'] as const).map(atOnce),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map(
    (quarters): MessageRule => ({
      name: REMINDER,
      trigger: 'before_start',
      offsetMinutes: 15 * quarters,
      readers: ['invitee', 'host'],
    }),
  ),
]

type Sender = {
  bug: SimulatedBug
  now: () => number
  startedAt: number
  mails: ReceivedMail[]
}

/** Sends what simulated bookings should have beside the news of their changes. */
export class SimulatedMessages {
  readonly handled: HandledMessage[] = []
  readonly #sender: Sender
  #waiting: { row: Stored; version: number }[] = []
  #count = 0

  constructor(sender: Sender) {
    this.#sender = sender
  }

  changed(row: Stored, action: 'created' | 'moved' | 'cancelled'): void {
    const { bug, now } = this.#sender
    const trigger = action === 'created' ? 'booked' : action
    this.#note(row, `${trigger}-0`, 0)
    if (trigger !== 'cancelled' || !bug.errs('loses a message'))
      this.#send(row, `${trigger}-0`, 'invitee')
    if (action !== 'cancelled' && now() < DUE_AT && isReminded(row)) {
      if (bug.errs('sends a message too early')) this.#send(row, REMINDER, 'host')
      this.#waiting.push({ row, version: row.version })
    }
  }

  /** Sends whatever is due by now. */
  fallDue(): void {
    if (this.#sender.now() < DUE_AT) return
    for (const { row, version } of this.#waiting.splice(0)) this.#remind(row, version)
  }

  #remind(row: Stored, version: number): void {
    const { bug } = this.#sender
    const isOver = row.version !== version || row.status === 'cancelled'
    this.#note({ ...row, version }, REMINDER, 15 * quartersOf(row))
    if (isOver && !bug.errs('sends a message of what is over')) return
    if (bug.errs('loses every other reminder')) return
    for (const reader of ['invitee', 'host'] as const) {
      this.#send({ ...row, version }, REMINDER, reader)
      if (bug.errs('sends a message twice')) this.#send(row, REMINDER, reader)
    }
  }

  #note({ id: bookingId, version }: Stored, rule: string, offsetMinutes: number): void {
    const { now, startedAt } = this.#sender
    this.handled.push({ bookingId, version, rule, offsetMinutes, at: startedAt + now() })
  }

  #send(row: Stored, rule: string, reader: 'invitee' | 'host'): void {
    const { bug, mails, now } = this.#sender
    const isReminder = rule === REMINDER
    this.#count += 1
    const recipient = reader === 'host' ? `${row.hostId}@example.com` : row.inviteeEmail
    mails.push({
      messageId: `message ${this.#count}`,
      recipient: bug.errs('sends a message to a stranger') ? 'stranger@example.com' : recipient,
      server: 'worker',
      at: now(),
      acknowledged: true,
      bookingId: row.id,
      rule,
      version: isReminder ? row.version : -1,
      method: isReminder ? 'REQUEST' : '',
      startTime: row.startTime + (bug.errs('sends another time') ? MINUTE : 0),
      inviteeName: isReminder ? null : row.inviteeName,
    })
  }
}

/** The simulated days begin eight seconds before the first start that there may be. */
function isReminded(row: Stored): boolean {
  return quartersOf(row) >= 1 && quartersOf(row) <= 8
}

function quartersOf({ startTime }: Stored): number {
  return (startTime - Date.UTC(2027, 2, 1)) / (15 * MINUTE)
}
