import type { Answer, Intent, Outcome } from '../history/operation.ts'
import type { BookingRow, Change, MeetingType, ReceivedMail } from './evidence.ts'
import { SimulatedMessages } from './simulated-messages.test-kit.ts'
import { claimOf } from './trace-occupations.ts'

/** What a store may do wrong. */
export type Bug =
  | 'books over another'
  | 'books over another for a moment'
  | 'forgets a booking'
  | 'forgets a move'
  | 'undoes a cancellation'
  | 'cancels by itself'
  | 'applies a key twice'
  | 'accepts a key with two bodies'
  | 'answers a move differently'
  | 'moves twice'
  | 'keeps what it refused'
  | 'moves what it refused to move'
  | 'books another time'
  | 'books for somebody else'
  | 'refuses free time'
  | 'refuses for no reason'
  | 'books by itself'
  | 'answers with an old version'
  | 'tells nobody'
  | 'tells twice'
  | 'tells a stranger'
  | 'tells another time'
  | 'repeats a mail'
  | 'tells what is over'
  | 'loses a message'
  | 'sends a message twice'
  | 'sends a message too early'
  | 'sends a message of what is over'
  | 'sends a message to a stranger'
  | 'sends another time'

export type Stored = BookingRow & { type: MeetingType }

const MINUTE = 60_000
const DAY = 86_400_000
const taken: Outcome = { outcome: 'refused', code: 'SLOT_UNAVAILABLE' }

/** A store in memory that does everything right, or errs once, in one way. */
export class SimulatedStore {
  readonly rows = new Map<string, Stored>()
  readonly changes: Change[] = []
  readonly mails: ReceivedMail[] = []
  /** Booked over another, and to be cancelled at once. */
  readonly momentary: Stored[] = []
  /** Whether the bug has shown itself. */
  hasErred = false
  readonly messages: SimulatedMessages
  readonly #bug: Bug | undefined
  readonly #now: () => number
  readonly #answers = new Map<string, Answer>()
  #undone = ''
  #count = 0

  constructor(bug: Bug | undefined, now: () => number) {
    this.#bug = bug
    this.#now = now
    const errs = (one: Bug) => this.#errs(one)
    this.messages = new SimulatedMessages({ now, errs, mails: this.mails })
  }

  create(intent: Intent, type: MeetingType): Outcome {
    const key = intent.key ?? ''
    const known = this.#answers.get(key)
    if (known !== undefined) return { outcome: 'ok', answer: this.#repeat(known, intent, type) }
    const startTime = intent.startTime ?? 0
    const isFree = this.#isFree(type, startTime)
    const refusal = isFree ? this.#refuseFree() : this.#refuseTaken(intent, type)
    if (refusal !== undefined) return refusal
    const row = this.#store(intent, type, startTime + (this.#errs('books another time') ? DAY : 0))
    if (!isFree && this.#bug === 'books over another for a moment') this.momentary.push(row)
    this.#answers.set(key, answerOf(row))
    if (this.#errs('books by itself')) this.#invent(type)
    if (this.#errs('forgets a booking')) this.#forget(row)
    return { outcome: 'ok', answer: answerOf(row) }
  }

  createUnderSameKey(): Outcome {
    return this.#errs('accepts a key with two bodies')
      ? { outcome: 'ok', answer: [...this.#answers.values()].at(-1) ?? {} }
      : { outcome: 'refused', code: 'IDEMPOTENCY_CONFLICT' }
  }

  move(intent: Intent, row: Stored): Outcome {
    const key = intent.key ?? ''
    const known = this.#answers.get(key)
    if (known !== undefined) {
      const errs = this.#errs('answers a move differently')
      return { outcome: 'ok', answer: errs ? { ...known, ...this.#firstStateOf(row) } : known }
    }
    const startTime = intent.startTime ?? 0
    if (startTime !== row.startTime) {
      if (!this.#isFree(row.type, startTime, row.id)) return taken
      this.#moveTo(row, startTime)
      if (this.#errs('moves what it refused to move')) return taken
      if (this.#errs('moves twice')) this.#moveTo(row, startTime + DAY, startTime)
    }
    this.#answers.set(key, answerOf(row))
    return { outcome: 'ok', answer: answerOf(row) }
  }

  cancel(row: Stored): Outcome {
    if (row.status === 'confirmed') this.#end(row)
    return { outcome: 'ok', answer: answerOf(row) }
  }

  look(row: Stored): Outcome {
    const errs = row.version > 0 && this.#errs('answers with an old version')
    return { outcome: 'ok', answer: { ...answerOf(row), ...(errs ? this.#firstStateOf(row) : {}) } }
  }

  /** What may go wrong when nobody asks for anything. */
  errBetween(row: Stored, before: Answer): void {
    if (row.status === 'confirmed') {
      if (row.version > 0 && this.#errs('forgets a move')) {
        row.version = before.version ?? 0
        setTime(row, before.startTime ?? 0)
        this.changes.pop()
      } else if (this.#errs('cancels by itself')) this.#end(row)
    } else if (this.#errs('undoes a cancellation')) {
      row.status = 'confirmed'
      row.version -= 1
      this.changes.pop()
      this.#undone = row.id
    }
  }

  /** Those that a client may still change. */
  listStanding(): Stored[] {
    const rows = [...this.rows.values()]
    return rows.filter(({ id, status }) => status === 'confirmed' && id !== this.#undone)
  }

  #errs(bug: Bug): boolean {
    if (this.#bug !== bug || this.hasErred) return false
    this.hasErred = true
    return true
  }

  #repeat(known: Answer, intent: Intent, type: MeetingType): Answer {
    if (!this.#errs('applies a key twice')) return known
    return answerOf(this.#store(intent, type, intent.startTime ?? 0))
  }

  #refuseFree(): Outcome | undefined {
    if (this.#errs('refuses free time')) return taken
    return this.#errs('refuses for no reason')
      ? { outcome: 'refused', code: 'INVALID_TIME_SLOT' }
      : undefined
  }

  #refuseTaken(intent: Intent, type: MeetingType): Outcome | undefined {
    if (this.#errs('books over another') || this.#errs('books over another for a moment')) {
      return undefined
    }
    if (this.#errs('keeps what it refused')) {
      this.#end(this.#store(intent, type, intent.startTime ?? 0))
    }
    return taken
  }

  #store(intent: Intent, type: MeetingType, startTime: number): Stored {
    const { inviteeName = '', inviteeEmail = '' } = intent
    this.#count += 1
    const row: Stored = {
      id: `booking ${this.#count}`,
      hostId: type.hostId,
      meetingTypeId: type.id,
      status: 'confirmed',
      startTime,
      endTime: startTime + type.durationMinutes * MINUTE,
      version: 0,
      inviteeName: this.#errs('books for somebody else') ? 'A stranger' : inviteeName,
      inviteeEmail,
      type,
    }
    this.rows.set(row.id, row)
    this.#record(row, 'created', null)
    return row
  }

  #invent(type: MeetingType): void {
    const place = { hostId: type.hostId, meetingTypeId: type.id }
    const intent: Intent = { id: 'nobody', client: 0, action: 'book', key: null, ...place }
    this.#store({ ...intent, inviteeEmail: 'nobody@example.com' }, type, Date.UTC(2027, 0, 1))
  }

  #forget({ id }: Stored): void {
    const kept = { changes: this.changes.splice(0), mails: this.mails.splice(0) }
    this.changes.push(...kept.changes.filter(({ bookingId }) => bookingId !== id))
    this.mails.push(...kept.mails.filter(({ bookingId }) => bookingId !== id))
    this.rows.delete(id)
  }

  #isFree(type: MeetingType, startTime: number, except?: string): boolean {
    const claim = claimOf(type, startTime)
    return [...this.rows.values()].every((row) => {
      const other = claimOf(row.type, row.startTime)
      const isApart = other.end <= claim.start || claim.end <= other.start
      return (
        isApart || row.id === except || row.status !== 'confirmed' || row.hostId !== type.hostId
      )
    })
  }

  #moveTo(row: Stored, ...times: number[]): void {
    for (const startTime of times) {
      const previous = row.startTime
      row.version += 1
      setTime(row, startTime)
      this.#record(row, 'moved', previous)
    }
  }

  #end(row: Stored): void {
    row.status = 'cancelled'
    row.version += 1
    this.#record(row, 'cancelled', null)
  }

  #firstStateOf({ id, startTime }: Stored): Answer {
    const first = this.changes.find((one) => one.bookingId === id && one.action === 'moved')
    return { version: 0, status: 'confirmed', startTime: first?.previousStartTime ?? startTime }
  }

  #record(row: Stored, action: Change['action'], previousStartTime: number | null): void {
    const { id: bookingId, version } = row
    this.changes.push({ bookingId, version, action, previousStartTime })
    for (const recipient of [row.inviteeEmail, `${row.hostId}@example.com`]) {
      if (action !== 'cancelled' || !this.#errs('tells nobody')) this.#tell(row, action, recipient)
    }
    this.messages.changed(row, action)
    const [first] = this.mails.filter((mail) => mail.bookingId === bookingId && mail.version === 0)
    if (action === 'cancelled' && first && this.#errs('tells what is over')) first.at += 120_000
  }

  #tell({ id, version, startTime }: Stored, action: Change['action'], recipient: string): void {
    const mail: ReceivedMail = {
      messageId: `${id} ${version} ${recipient}`,
      recipient: this.#errs('tells a stranger') ? 'stranger@example.com' : recipient,
      server: 'server-1',
      at: this.#now(),
      acknowledged: true,
      bookingId: id,
      rule: null,
      inviteeName: null,
      version,
      method: action === 'cancelled' ? 'CANCEL' : 'REQUEST',
      startTime: this.#errs('tells another time') ? startTime + MINUTE : startTime,
    }
    this.mails.push(mail)
    if (this.#errs('tells twice')) this.mails.push({ ...mail, messageId: 'another' })
    if (this.#errs('repeats a mail')) this.mails.push({ ...mail, at: mail.at + 5_000 })
  }
}

export function answerOf({ id: bookingId, startTime, version, status }: Stored): Answer {
  return { bookingId, startTime, version, status }
}

function setTime(row: Stored, startTime: number): void {
  row.startTime = startTime
  row.endTime = startTime + row.type.durationMinutes * MINUTE
}
