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

type Action = 'created' | 'moved' | 'cancelled'
type Waiting = { row: Stored; version: number; rule: string; offsetMinutes: number; dueAt: number }

// What is due waits for the next look.
const LOOKS_EVERY = 3

/** Sends what simulated bookings should have beside the news of their changes. */
export class SimulatedMessages {
  readonly handled: HandledMessage[] = []
  readonly #sender: Sender
  #waiting: Waiting[] = []
  #count = 0
  #moments = 0
  #changes = 0

  constructor(sender: Sender) {
    this.#sender = sender
  }

  changed(row: Stored, action: Action): void {
    const { bug, now } = this.#sender
    const { version } = row
    this.#changes += 1
    // What waits is taken back before its time comes, or left out then.
    if (this.#changes % 2 === 0) {
      this.#waiting = this.#waiting.filter((one) => one.row !== row || !isOver(one))
    }
    const trigger = action === 'created' ? 'booked' : action
    this.#waiting.push({ row, version, rule: `${trigger}-0`, offsetMinutes: 0, dueAt: now() })
    if (action !== 'cancelled' && now() <= DUE_AT && isReminded(row)) {
      if (bug.errs('sends a message too early')) this.#send(row, REMINDER, 'host')
      const offsetMinutes = 15 * quartersOf(row)
      this.#waiting.push({ row, version, rule: REMINDER, offsetMinutes, dueAt: DUE_AT })
    }
  }

  /** A moment has passed: now and then somebody looks what is due. */
  pass(): void {
    this.#moments += 1
    if (this.#moments % LOOKS_EVERY === 0) this.fallDue()
  }

  /** Sends whatever is due by now. */
  fallDue(): void {
    const isDue = ({ dueAt }: Waiting) => dueAt <= this.#sender.now()
    const due = this.#waiting.filter(isDue)
    this.#waiting = this.#waiting.filter((one) => !isDue(one))
    for (const one of due) this.#release(one)
  }

  #release(one: Waiting): void {
    const { bug, now, startedAt } = this.#sender
    const { row, version, rule, offsetMinutes } = one
    if (!isOver(one) && bug.errs('loses every other release')) return
    const at = startedAt + now()
    const look = { from: at, at }
    this.handled.push({ bookingId: row.id, version, rule, offsetMinutes, look, at })
    if (isOver(one) && !bug.errs('sends a message of what is over')) return
    if (rule === REMINDER) this.#remind(row, version)
    else if (rule !== 'cancelled-0' || !bug.errs('loses a message'))
      this.#send(row, rule, 'invitee')
  }

  #remind(row: Stored, version: number): void {
    const { bug } = this.#sender
    if (bug.errs('loses every other reminder')) return
    for (const reader of ['invitee', 'host'] as const) {
      this.#send({ ...row, version }, REMINDER, reader)
      if (bug.errs('sends a message twice')) this.#send(row, REMINDER, reader)
    }
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

function isOver({ row, version, rule }: Waiting): boolean {
  if (rule === 'cancelled-0') return false
  return row.status === 'cancelled' || (rule !== 'booked-0' && row.version !== version)
}

/** The simulated days begin eight seconds before the first start that there may be. */
function isReminded(row: Stored): boolean {
  return quartersOf(row) >= 1 && quartersOf(row) <= 8
}

function quartersOf({ startTime }: Stored): number {
  return (startTime - Date.UTC(2027, 2, 1)) / (15 * MINUTE)
}
