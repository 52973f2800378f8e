import type { Attempt, Intent, Outcome } from '../history/operation.ts'
import { createRandom, type Random } from '../random.ts'
import type { Evidence, MeetingType } from './evidence.ts'
import type { Bug } from './simulated-bugs.test-kit.ts'
import type { SimulatedHold } from './simulated-holds.test-kit.ts'
import { DUE_AT, simulatedRules } from './simulated-messages.test-kit.ts'
import { answerOf, SimulatedStore, type Stored } from './simulated-store.test-kit.ts'

const FIRST = Date.UTC(2027, 2, 1)
const STARTED_AT = FIRST - DUE_AT
const QUARTER = 15 * 60_000
const hosts = [0, 1].map((n) => ({ id: `host-${n}`, address: `host-${n}@example.com` }))
const buffers = { bufferBeforeMinutes: 10, bufferAfterMinutes: 15 }
const none = { bufferBeforeMinutes: 0, bufferAfterMinutes: 0 }
const types: MeetingType[] = hosts.flatMap(({ id: hostId }) => [
  { id: `half-${hostId}`, hostId, durationMinutes: 30, ...none, rules: simulatedRules },
  { id: `hour-${hostId}`, hostId, durationMinutes: 60, ...buffers, rules: simulatedRules },
])

/**
 * A run that never was, against a store in memory: answers get lost before and after the work was done,
 * some are never heard of again, and requests are repeated.
 */
export class SimulatedRun {
  readonly #random: Random
  readonly #store: SimulatedStore
  readonly #attempts: Attempt[] = []
  readonly #held: SimulatedHold[] = []
  #clock = 0
  #count = 0

  constructor(seed: number, bug?: Bug) {
    this.#random = createRandom(seed)
    this.#store = new SimulatedStore(bug, () => this.#clock, STARTED_AT)
  }

  get hasErred(): boolean {
    return this.#store.bug.hasErred
  }

  run(steps: number): Evidence {
    for (let step = 0; step < steps; step += 1) {
      const chance = this.#random.next()
      if (chance < 0.42) this.#book()
      else if (chance < 0.5) this.#hold()
      else if (chance < 0.56) this.#endHold()
      else if (chance < 0.73) this.#move()
      else if (chance < 0.91) this.#cancel()
      else this.#look()
    }
    this.#store.news.end()
    this.#store.messages.fallDue()
    const { rows, changes, mails, messages } = this.#store
    const counts = { outboxRows: 0, inboxRows: 0, deadEvents: 0, deadLetters: 0 }
    return {
      attempts: this.#attempts,
      hosts,
      meetingTypes: types,
      rows: [...rows.values()],
      changes,
      handled: messages.handled,
      mails,
      disturbances: [],
      aftermath: { ...counts, brokenRules: [], deaths: [], unknown: [] },
      startedAt: STARTED_AT,
      judgedUntil: this.#clock,
    }
  }

  #book(): void {
    const type = this.#random.pick(types)
    this.#bookAt(type, this.#chooseTime())
  }

  #bookAt(type: MeetingType, startTime: number, holdId?: string): void {
    const id = this.#name()
    const intent: Intent = {
      ...this.#intent('book', type.hostId, type.id),
      startTime,
      // The others rely on the key that is derived.
      key: Number(id) % 6 === 0 ? null : `key ${id}`,
      inviteeEmail: `guest-${id}@example.com`,
      inviteeName: `Guest ${id}`,
      ...(holdId === undefined ? {} : { holdId }),
    }
    const booked = this.#pursue(intent, () => this.#store.create(intent, type))
    for (const row of this.#store.momentary.splice(0)) this.#cancelOne(row)
    if (!booked || intent.key === null || this.#random.chance(0.8)) return
    const other = { ...intent, id: `${id} other`, inviteeName: `Other ${id}` }
    this.#attempt(other, () => this.#store.createUnderSameKey())
  }

  #hold(): void {
    const type = this.#random.pick(types)
    const asked = this.#intent('hold', type.hostId, type.id)
    const intent = { ...asked, key: `key ${asked.id}`, startTime: this.#chooseTime() }
    const held = this.#pursue(intent, () => this.#store.hold(intent, type))
    if (!held) return
    if (this.#random.chance(0.4)) this.#attempt(intent, () => this.#store.hold(intent, type))
    this.#held.push(...this.#store.holds.listAlive().slice(-1))
  }

  /** Books with a hold, or gives it back; the others lapse. */
  #endHold(): void {
    const [hold] = this.#held.splice(this.#random.below(this.#held.length), 1)
    if (hold === undefined) return
    const { type, startTime, id: holdId } = hold
    if (this.#random.chance(0.6)) this.#bookAt(type, startTime, holdId)
    else {
      const intent = { ...this.#intent('release', type.hostId, type.id), holdId }
      this.#pursue(intent, () => this.#store.holds.release(intent))
    }
  }

  #move(): void {
    const row = this.#pickStanding()
    if (row === undefined) return
    const about = this.#about(row, 'move')
    const intent = { ...about, key: `key ${about.id}`, startTime: this.#chooseTime() }
    const before = answerOf(row)
    this.#pursue(intent, () => this.#store.move(intent, row))
    if (this.#random.chance(0.3)) this.#attempt(intent, () => this.#store.move(intent, row))
    if (row.version !== before.version) this.#store.errBetween(row, before)
  }

  #cancel(): void {
    const row = this.#pickStanding()
    if (row !== undefined) this.#cancelOne(row)
  }

  #cancelOne(row: Stored): void {
    const about = this.#about(row, 'cancel')
    const key = this.#random.chance(0.5) ? `key ${about.id}` : null
    const intent = { ...about, key }
    this.#pursue(intent, () => this.#store.cancel(intent, row))
    if (key !== null && this.#random.chance(0.3)) {
      this.#attempt(intent, () => this.#store.cancel(intent, row))
    }
    if (row.status === 'cancelled') this.#store.errBetween(row, answerOf(row))
  }

  #look(): void {
    const row = this.#pickStanding()
    if (row === undefined) return
    this.#attempt(this.#about(row, 'look'), () => this.#store.look(row))
    if (row.version === 0) this.#store.errBetween(row, answerOf(row))
  }

  #name(): string {
    this.#count += 1
    return String(this.#count)
  }

  #tick(): number {
    this.#clock += 1 + this.#random.below(50)
    return this.#clock
  }

  /** So few that they are often taken. */
  #chooseTime(): number {
    return FIRST + this.#random.below(16) * QUARTER
  }

  #intent(action: Intent['action'], hostId: string, meetingTypeId: string): Intent {
    return { id: this.#name(), client: 1, action, hostId, meetingTypeId, key: null }
  }

  #about({ hostId, meetingTypeId, id: bookingId }: Stored, action: Intent['action']): Intent {
    return { ...this.#intent(action, hostId, meetingTypeId), bookingId }
  }

  #pickStanding(): Stored | undefined {
    const standing = this.#store.listStanding()
    return standing.length === 0 ? undefined : this.#random.pick(standing)
  }

  /** Until it is answered, or given up. Answers whether it was done. */
  #pursue(intent: Intent, work: () => Outcome): boolean {
    for (let left = 4; left > 0; left -= 1) {
      const chance = this.#random.next()
      if (chance < 0.7) return this.#attempt(intent, work) === 'ok'
      this.#attempt(intent, () => {
        if (chance < 0.85) work()
        return { outcome: 'unknown', reason: 'timeout' }
      })
    }
    return false
  }

  #attempt(intent: Intent, work: () => Outcome): Outcome['outcome'] {
    const from = this.#tick()
    this.#store.messages.pass()
    this.#store.news.pass()
    const outcome = work()
    const isLost = outcome.outcome === 'unknown' && this.#random.chance(0.5)
    const until = isLost ? Infinity : this.#tick()
    const number = this.#attempts.length + 1
    this.#attempts.push({ number, intent, server: 'server-1', from, until, ...outcome })
    return outcome.outcome
  }
}
