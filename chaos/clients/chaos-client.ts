import { setTimeout as delay } from 'node:timers/promises'
import type { Action, Intent } from '../history/operation.ts'
import type { Random } from '../random.ts'
import type { OfferedType } from '../world/make-hosts.ts'
import type { Among, TimeChooser } from './choose-time.ts'
import type { Secrets } from './describe-request.ts'
import { type Pursuer, pursueIntent, pursueTogether, type Result } from './pursue-intent.ts'

type ClientOptions = Pursuer & {
  number: number
  times: TimeChooser
  /** Whether the product knows holds. */
  hasHolds: boolean
}

/** A booking that this client alone changes. */
type Owned = {
  id: string
  type: OfferedType
  startTime: number
  version: number
  secrets: Secrets
}

type Step = { weight: number; act(): Promise<void> }

const MOST_OWNED = 4
// Until then most of what is to be said of a booking has been said.
const ASIDE_MS = [20_000, 60_000] as const
const THINK_MS = 220

/** Somebody who books, moves, cancels and looks, repeats what was not answered, and clicks twice. */
export class ChaosClient {
  readonly #options: ClientOptions
  readonly #random: Random
  readonly #owned: Owned[] = []
  /** Never changed again: what it was told last is owed. */
  readonly #kept: Owned[] = []
  /** To be changed when everything has been quiet for a while. */
  readonly #aside: { booking: Owned; until: number }[] = []
  /** What was not settled when the run ended. */
  readonly open: { intent: Intent; secrets: Secrets }[] = []
  #count = 0

  constructor(options: ClientOptions) {
    this.#options = options
    this.#random = options.random
  }

  async run(): Promise<void> {
    while (!this.#options.isOver()) {
      await this.#chooseStep().act()
      await delay(this.#random.between(0, 2 * THINK_MS))
    }
  }

  /** Asks once more for everything that was left open, until it is known. */
  async settleOpen(isOver: () => boolean): Promise<void> {
    for (const { intent, secrets } of this.open.splice(0)) {
      const result = await pursueIntent({ ...this.#options, isOver }, intent, secrets)
      if (result.result === 'open') this.open.push({ intent, secrets })
    }
  }

  #chooseStep(): Step {
    const owned = this.#owned.length
    const any = Math.min(owned, 1)
    const steps: Step[] = [
      { weight: owned < MOST_OWNED ? 34 : 0, act: () => this.#book() },
      { weight: 14 * any, act: () => this.#move() },
      { weight: owned > 0 ? 4 + 8 * owned : 0, act: () => this.#cancel() },
      { weight: owned > 0 ? 1 + 2 * owned : 0, act: () => this.#keepForGood() },
      { weight: 3 * any, act: async () => this.#setAside() },
      { weight: this.#findRipe() === undefined ? 0 : 30, act: () => this.#comeBack() },
      { weight: 8 * any, act: () => this.#look() },
      { weight: 3 * any, act: () => this.#changeTwiceAtOnce() },
      { weight: 12, act: () => this.#read('slots') },
      { weight: 12, act: () => this.#read('check') },
      { weight: this.#options.hasHolds && owned < MOST_OWNED ? 12 : 0, act: () => this.#hold() },
    ]
    let left = this.#random.next() * steps.reduce((sum, { weight }) => sum + weight, 0)
    for (const step of steps) {
      left -= step.weight
      if (left < 0) return step
    }
    return { weight: 0, act: () => this.#read('check') }
  }

  async #book(): Promise<void> {
    const { type, startTime } = this.#options.times.choose(this.#random)
    const intent = this.#newBooking(type, startTime)
    if (intent.key !== null && this.#random.chance(0.06))
      return this.#bookWithTwoBodies(intent, type)
    const result = await this.#pursue(intent, {}, this.#random.chance(0.12))
    this.#own(result, type)
    if (result.result !== 'done') return
    // Once more under the same key: answered as before, or refused when it says something else.
    if (this.#random.chance(0.08)) await this.#pursue(intent)
    if (intent.key !== null && this.#random.chance(0.06)) {
      this.#own(await this.#pursue(this.#withOtherBody(intent)), type)
    }
  }

  /** Two that differ, under one key, at once: one of them at most. */
  async #bookWithTwoBodies(intent: Intent, type: OfferedType): Promise<void> {
    const both = [intent, this.#withOtherBody(intent)].map((one) => this.#pursue(one))
    for (const result of await Promise.all(both)) this.#own(result, type)
  }

  async #move(booking = this.#random.pick(this.#owned)): Promise<void> {
    const intent = this.#newMove(booking)
    const result = await this.#pursue(intent, booking.secrets, this.#random.chance(0.1))
    this.#follow(booking, result)
  }

  async #cancel(booking = this.#take()): Promise<void> {
    if (booking === undefined) return
    const intent = this.#newCancellation(booking)
    await this.#pursue(intent, booking.secrets, this.#random.chance(0.1))
    if (intent.key !== null && this.#random.chance(0.1)) {
      await this.#pursue(intent, booking.secrets)
    }
    if (this.#random.chance(0.2)) await this.#lookAt(booking)
  }

  /** Leaves a booking as it is, or as it is once it was moved; not at a time that others want. */
  async #keepForGood(): Promise<void> {
    const booking = this.#random.pick(this.#owned)
    const { times } = this.#options
    // There are few of those that are due soon: most have to be free again.
    if (booking.type.aheadMinutes !== undefined) {
      if (this.#random.chance(0.2)) this.#keep(booking)
    } else if (times.isPlentiful(booking) && this.#random.chance(0.5)) this.#keep(booking)
    else {
      const intent = this.#newMove(booking, { plentiful: true })
      const result = await this.#pursue(intent, booking.secrets)
      this.#follow(booking, result)
      if (result.result === 'done') this.#keep(booking)
    }
  }

  #keep(booking: Owned): void {
    this.#owned.splice(this.#owned.indexOf(booking), 1)
    this.#kept.push(booking)
  }

  /** Leaves a booking alone for so long that reminders of it fall due, if nobody else misses its time. */
  #setAside(): void {
    const booking = this.#random.pick(this.#owned)
    const isDueSoon = booking.type.aheadMinutes !== undefined
    if (!isDueSoon && !this.#options.times.isPlentiful(booking)) return
    this.#owned.splice(this.#owned.indexOf(booking), 1)
    this.#aside.push({ booking, until: performance.now() + this.#random.between(...ASIDE_MS) })
  }

  #findRipe() {
    return this.#aside.find(({ until }) => until < performance.now())
  }

  async #comeBack(): Promise<void> {
    const ripe = this.#findRipe()
    if (ripe === undefined) return
    this.#aside.splice(this.#aside.indexOf(ripe), 1)
    if (this.#random.chance(0.5)) return await this.#cancel(ripe.booking)
    this.#owned.push(ripe.booking)
    await this.#move(ripe.booking)
  }

  async #look(): Promise<void> {
    const known = [...this.#owned, ...this.#kept.slice(-MOST_OWNED)]
    await this.#lookAt(this.#random.pick(known))
  }

  async #lookAt({ id, type, secrets }: Owned): Promise<void> {
    await this.#pursue(this.#intent('look', type, { bookingId: id }), secrets)
  }

  /** Two changes of one booking, at once: in one order or the other. */
  async #changeTwiceAtOnce(): Promise<void> {
    const booking = this.#take()
    if (booking === undefined) return
    const other = this.#random.chance(0.5) ? this.#newCancellation(booking) : this.#newMove(booking)
    const both = [this.#newMove(booking), other]
    await Promise.all(both.map((intent) => this.#pursue(intent, booking.secrets)))
    await this.#lookAt(booking)
    // Nobody knows where it is now: it goes.
    await this.#pursue(this.#newCancellation(booking), booking.secrets)
  }

  async #read(action: 'slots' | 'check'): Promise<void> {
    const { type, startTime } = this.#options.times.choose(this.#random)
    await this.#pursue(this.#intent(action, type, { startTime }))
  }

  async #hold(): Promise<void> {
    const { type, startTime } = this.#options.times.choose(this.#random)
    const asked = this.#intent('hold', type, { startTime })
    const intent = { ...asked, key: `key-${asked.id}` }
    const held = await this.#pursue(intent, {}, this.#random.chance(0.12))
    if (held.result === 'done' && this.#random.chance(0.1)) await this.#pursue(intent)
    const holdId = held.result === 'done' ? held.answer.holdId : undefined
    if (held.result !== 'done' || holdId === undefined) return
    const chance = this.#random.next()
    if (chance < 0.7) {
      const booking = { ...this.#newBooking(type, startTime), holdId }
      this.#own(await this.#pursue(booking, held.secrets), type)
    } else if (chance < 0.98) {
      await this.#pursue(this.#intent('release', type, { holdId }), held.secrets)
    }
    // The few others are left to lapse; more of them would leave nothing to book.
  }

  async #pursue(intent: Intent, secrets: Secrets = {}, together = false): Promise<Result> {
    const pursue = together ? pursueTogether : pursueIntent
    const result = await pursue(this.#options, intent, secrets)
    if (result.result === 'open') this.open.push({ intent, secrets })
    return result
  }

  #own(result: Result, type: OfferedType): void {
    if (result.result !== 'done') return
    const { bookingId: id, startTime, version } = result.answer
    if (id === undefined || startTime === undefined || version === undefined) return
    if (this.#owned.some((booking) => booking.id === id)) return
    this.#owned.push({ id, type, startTime, version, secrets: result.secrets })
  }

  #follow(booking: Owned, result: Result): void {
    if (result.result === 'done') {
      booking.version = result.answer.version ?? booking.version
      booking.startTime = result.answer.startTime ?? booking.startTime
    }
  }

  /** Takes one of its bookings out of its hands. */
  #take(): Owned | undefined {
    return this.#owned.splice(this.#random.below(this.#owned.length), 1)[0]
  }

  #intent(action: Action, type: OfferedType, rest: Partial<Intent>): Intent {
    const { number } = this.#options
    this.#count += 1
    const id = `${number}-${this.#count}`
    const { hostId, id: meetingTypeId } = type
    return { id, client: number, action, hostId, meetingTypeId, key: null, ...rest }
  }

  #newBooking(type: OfferedType, startTime: number): Intent {
    const intent = this.#intent('book', type, { startTime })
    // The others rely on the key that the product derives.
    const key = this.#random.chance(0.85) ? `key-${intent.id}` : null
    const invitee = {
      inviteeName: `Guest ${intent.id}`,
      inviteeEmail: `guest-${intent.id}@example.com`,
    }
    return { ...intent, ...invitee, key }
  }

  #withOtherBody(intent: Intent): Intent {
    const id = `${intent.id}-other`
    return { ...intent, id, inviteeName: `Other guest ${intent.id}` }
  }

  #newCancellation({ id, type }: Owned): Intent {
    const intent = this.#intent('cancel', type, { bookingId: id })
    return this.#random.chance(0.5) ? { ...intent, key: `key-${intent.id}` } : intent
  }

  #newMove({ id, type, version }: Owned, among: Among = {}): Intent {
    const own = { hostId: type.hostId, typeId: type.id }
    const { startTime } = this.#options.times.choose(this.#random, { ...own, ...among })
    const intent = this.#intent('move', type, { bookingId: id, startTime })
    return {
      ...intent,
      ...(this.#random.chance(0.6) ? { key: `key-${intent.id}` } : {}),
      ...(this.#random.chance(0.5) ? { version } : {}),
    }
  }
}
