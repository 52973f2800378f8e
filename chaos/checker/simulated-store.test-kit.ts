import type { Answer, Intent, Outcome } from '../history/operation.ts'
import type { BookingRow, Change, MeetingType, ReceivedMail } from './evidence.ts'
import { type Bug, SimulatedBug } from './simulated-bugs.test-kit.ts'
import { SimulatedHolds } from './simulated-holds.test-kit.ts'
import { SimulatedMessages } from './simulated-messages.test-kit.ts'
import { SimulatedNews } from './simulated-news.test-kit.ts'
import { claimOf } from './trace-occupations.ts'

export type Stored = BookingRow & { type: MeetingType }

const MINUTE = 60_000
const DAY = 86_400_000
const taken: Outcome = { outcome: 'refused', code: 'SLOT_UNAVAILABLE' }

/** A store in memory that does everything right, or errs once, in one way. */
export class SimulatedStore {
  readonly rows = new Map<string, Stored>()
  readonly mails: ReceivedMail[] = []
  /** Booked over another, and to be cancelled at once. */
  readonly momentary: Stored[] = []
  readonly bug: SimulatedBug
  readonly messages: SimulatedMessages
  readonly news: SimulatedNews
  readonly holds: SimulatedHolds
  readonly #answers = new Map<string, Answer>()
  #undone = ''
  #count = 0

  /** `now` is of the run's clock, which began at `startedAt`. */
  constructor(name: Bug | undefined, now: () => number, startedAt: number) {
    const { mails } = this
    const bug = new SimulatedBug(name)
    this.bug = bug
    this.news = new SimulatedNews({ bug, now, startedAt, mails })
    this.messages = new SimulatedMessages({ bug, now, startedAt, mails })
    this.holds = new SimulatedHolds(now, startedAt)
  }

  get changes(): Change[] {
    return this.news.changes
  }

  create(intent: Intent, type: MeetingType): Outcome {
    const key = intent.key ?? derivedKeyOf(intent)
    const known = this.#answers.get(key)
    if (known !== undefined) return this.#repeat(known, intent, type)
    const startTime = intent.startTime ?? 0
    const isFree = this.#isFree(type, startTime)
    const refusal = isFree ? this.#refuseFree(intent, type) : this.#refuseTaken(intent, type)
    if (refusal !== undefined) return refusal
    this.holds.end(intent.holdId ?? '')
    const row = this.#store(
      intent,
      type,
      startTime + (this.bug.errs('books another time') ? DAY : 0),
    )
    if (!isFree && this.bug.name === 'books over another for a moment') this.momentary.push(row)
    this.#answers.set(key, answerOf(row))
    if (this.bug.errs('books by itself')) this.#invent(type)
    if (this.bug.errs('forgets a booking')) this.#forget(row)
    return { outcome: 'ok', answer: answerOf(row) }
  }

  createUnderSameKey(): Outcome {
    return this.bug.errs('accepts a key with two bodies')
      ? { outcome: 'ok', answer: [...this.#answers.values()].at(-1) ?? {} }
      : { outcome: 'refused', code: 'IDEMPOTENCY_CONFLICT' }
  }

  move(intent: Intent, row: Stored): Outcome {
    const key = intent.key ?? ''
    const known = this.#answers.get(key)
    if (known !== undefined) {
      const errs = this.bug.errs('answers a move differently')
      return { outcome: 'ok', answer: errs ? { ...known, ...this.#firstStateOf(row) } : known }
    }
    const startTime = intent.startTime ?? 0
    if (startTime !== row.startTime) {
      const isHeld = this.holds.meets(row.type, startTime)
      if (isHeld || !this.#isFree(row.type, startTime, row.id)) return taken
      this.#moveTo(row, startTime, ...this.#listDetours(startTime))
      if (this.bug.errs('moves what it refused to move')) return taken
    }
    this.#answers.set(key, answerOf(row))
    return { outcome: 'ok', answer: answerOf(row) }
  }

  cancel({ key }: Intent, row: Stored): Outcome {
    const known = key === null ? undefined : this.#answers.get(key)
    if (known !== undefined) {
      const errs = this.bug.errs('answers a cancellation differently')
      return { outcome: 'ok', answer: errs ? { ...known, version: row.version + 1 } : known }
    }
    if (row.status === 'confirmed') this.#end(row)
    if (key !== null) this.#answers.set(key, answerOf(row))
    return { outcome: 'ok', answer: answerOf(row) }
  }

  hold(intent: Intent, type: MeetingType): Outcome {
    const { startTime = 0 } = intent
    const known = this.holds.findAnswer(intent)
    if (known !== undefined && this.bug.errs('refuses what it holds')) return taken
    if (known !== undefined && !this.bug.errs('makes two holds of one key')) return known
    const isTaken = this.holds.meets(type, startTime) || !this.#isFree(type, startTime)
    return isTaken && known === undefined ? taken : this.holds.hold(intent, type)
  }

  look(row: Stored): Outcome {
    const errs = row.version > 0 && this.bug.errs('answers with an old version')
    return { outcome: 'ok', answer: { ...answerOf(row), ...(errs ? this.#firstStateOf(row) : {}) } }
  }

  /** What may go wrong when nobody asks for anything. */
  errBetween(row: Stored, before: Answer): void {
    if (row.status === 'confirmed') {
      if (row.version > 0 && this.bug.errs('forgets a move')) {
        row.version = before.version ?? 0
        setTime(row, before.startTime ?? 0)
        this.changes.pop()
      } else if (this.bug.errs('cancels by itself')) this.#end(row)
    } else if (this.bug.errs('undoes a cancellation')) {
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

  #repeat(known: Answer, intent: Intent, type: MeetingType): Outcome {
    if (this.bug.errs('refuses what it has booked')) return taken
    if (!this.bug.errs('applies a key twice')) return { outcome: 'ok', answer: known }
    return { outcome: 'ok', answer: answerOf(this.#store(intent, type, intent.startTime ?? 0)) }
  }

  #refuseFree(intent: Intent, type: MeetingType): Outcome | undefined {
    const isHeld = this.holds.meets(type, intent.startTime ?? 0, intent.holdId)
    if (isHeld && !this.bug.errs('books over a live hold')) return taken
    if (this.bug.errs('refuses free time')) return taken
    return this.bug.errs('refuses for no reason')
      ? { outcome: 'refused', code: 'INVALID_TIME_SLOT' }
      : undefined
  }

  #refuseTaken(intent: Intent, type: MeetingType): Outcome | undefined {
    if (this.bug.errs('books over another') || this.bug.errs('books over another for a moment')) {
      return undefined
    }
    if (this.bug.errs('keeps what it refused')) {
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
      inviteeName: this.bug.errs('books for somebody else') ? 'A stranger' : inviteeName,
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
    this.news.forget(id)
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

  #listDetours(startTime: number): number[] {
    if (this.bug.errs('moves twice for one request')) return [startTime]
    return this.bug.errs('moves elsewhere and back') ? [startTime + DAY, startTime] : []
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

  #record(row: Stored, action: Change['action'], previousStartTime: number | null): void {
    if (action !== 'created') this.#answers.delete(derivedKeyOf(row))
    this.news.record(row, action, previousStartTime)
    this.messages.changed(row, action)
  }

  #firstStateOf({ id, startTime }: Stored): Answer {
    const first = this.changes.find((one) => one.bookingId === id && one.action === 'moved')
    return { version: 0, status: 'confirmed', startTime: first?.previousStartTime ?? startTime }
  }
}

const derivedKeyOf = ({ inviteeEmail = '' }: Pick<Intent, 'inviteeEmail'>) =>
  `derived ${inviteeEmail}`

export function answerOf({ id: bookingId, startTime, version, status }: Stored): Answer {
  return { bookingId, startTime, version, status }
}

function setTime(row: Stored, startTime: number): void {
  row.startTime = startTime
  row.endTime = startTime + row.type.durationMinutes * MINUTE
}
