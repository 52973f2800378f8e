import { setTimeout as delay } from 'node:timers/promises'
import { withLogContext } from '../log-context.ts'
import { completeRelayOptions, type RelayOptions } from './complete-relay-options.ts'
import { eventContext } from './event-context.ts'
import { findStranger } from './inbox.repository.ts'
import {
  buryRow,
  type ClaimedRow,
  claimRows,
  countUnended,
  deleteRows,
  noteDispatched,
  postponeRow,
  releaseRows,
  renewLeases,
} from './outbox.repository.ts'
import { parseEvent } from './parse-event.ts'
import { reasonToGiveUp } from './reason-to-give-up.ts'
import { storableText } from './storable-text.ts'

export type OutboxRelay = {
  /** Something was just committed: look now instead of at the next poll. */
  nudge(): void
  /** Resolves when nothing is due and nothing is being delivered. */
  drain(): Promise<void>
  /** Takes nothing more, and resolves when what is being delivered is done. */
  stop(): Promise<void>
}

const MOST_REST_MS = 1_000
// While it rests: what was delivered is noted this often.
const NOTE_MS = 100
const SUSPECT_PAUSE_SECONDS = 1

/** Starts to carry events from the outbox to the bus: at least once, in order within a subject. */
export function createOutboxRelay(options: RelayOptions): OutboxRelay {
  const relay = new Relay(options)
  relay.start()
  return {
    nudge: () => relay.nudge(),
    drain: () => relay.drain(),
    stop: () => relay.stop(),
  }
}

class Relay {
  readonly #options: Required<RelayOptions>
  /** By position: what is being delivered, or delivered and not noted yet. */
  readonly #inFlight = new Map<string, Promise<void>>()
  #delivered: ClaimedRow[] = []
  /** The position of the last event begun that may have ended a process. */
  #suspect = ''
  #drains: (() => void)[] = []
  #wake = Promise.withResolvers<void>()
  readonly #stop = new AbortController()
  #loop: Promise<void> = Promise.resolve()
  #renewal: NodeJS.Timeout | undefined

  constructor(options: RelayOptions) {
    this.#options = completeRelayOptions(options)
  }

  start(): void {
    this.#loop = this.#run()
    this.#renewal = setInterval(() => this.#renew(), (this.#options.leaseSeconds * 1_000) / 3)
    this.#renewal.unref()
  }

  nudge(): void {
    this.#wake.resolve()
  }

  drain(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    if (this.#stop.signal.aborted) return Promise.resolve()
    this.#drains.push(resolve)
    this.nudge()
    return promise
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    this.nudge()
    await this.#loop
    await Promise.all(this.#inFlight.values())
    await this.#noteDelivered()
    clearInterval(this.#renewal)
    resolveAll(this.#drains.splice(0))
  }

  async #run(): Promise<void> {
    let lookAt = 0
    while (!this.#stop.signal.aborted) {
      // Before the claim: a nudge that comes while it runs must not be lost.
      this.#wake = Promise.withResolvers()
      const drains = this.#drains.splice(0)
      await this.#noteDelivered()
      const rest = lookAt - performance.now()
      if (rest > 0) {
        this.#drains.unshift(...drains)
        await this.#rest(Math.min(rest, NOTE_MS))
      } else {
        lookAt = await this.#look(drains)
        await this.#sleep()
      }
    }
  }

  /** Begins what is due. When to look again at the earliest, by `performance.now()`. */
  async #look(drains: (() => void)[]): Promise<number> {
    // Before the claim: what is given back while it runs may be due again.
    const quiet = this.#inFlight.size === 0
    const [begun, free] = [performance.now(), this.#free()]
    const claimed = await this.#claim()
    const ended = performance.now()
    for (const row of claimed ?? []) this.#begin(row)
    if (quiet && claimed?.length === 0) resolveAll(drains)
    else this.#drains.unshift(...drains)
    // Perhaps there is more.
    if (claimed?.length === free) return ended
    // Where thousands of events wait for earlier ones of their subjects, a look passes all of them, and
    // whatever is delivered asks for one: they take a fifth of the time at most.
    return ended + Math.min(4 * (ended - begun), MOST_REST_MS)
  }

  /** null when the bus is away, or the database could not be asked. */
  async #claim(): Promise<ClaimedRow[] | null> {
    if (this.#free() === 0) return []
    const { bus, database, leaseSeconds, log } = this.#options
    // An event is not to blame for a broker that is away, and loses no attempt to it.
    if (!bus.isReady()) return null
    try {
      const consumers = bus.laterConsumers()
      const rows = await claimRows(database.sql, this.#free(), leaseSeconds, consumers)
      return await this.#keepOneSuspect(rows)
    } catch (error) {
      log.error({ error }, 'the outbox could not be read')
      return null
    }
  }

  /**
   * What was in hand when a process died is tried again one by one: else what ended the process would
   * take the rest along each time.
   */
  async #keepOneSuspect(rows: ClaimedRow[]): Promise<ClaimedRow[]> {
    const isSuspect = ({ unendedAttempts }: ClaimedRow) => unendedAttempts > 1
    const suspects = rows.filter(isSuspect)
    const others = rows.filter((row) => !isSuspect(row))
    if (suspects.length === 0) return rows
    const [suspect] = this.#inFlight.has(this.#suspect) ? [] : suspects
    const { sql } = this.#options.database
    try {
      const waiting = suspects.filter((row) => row !== suspect).map(({ position }) => position)
      await releaseRows(sql, waiting, SUSPECT_PAUSE_SECONDS)
      if (suspect === undefined || !(await countUnended(sql, suspect))) return others
      this.#suspect = suspect.position
      return [suspect, ...others]
    } catch (error) {
      this.#lose(error)
      return others
    }
  }

  #begin(row: ClaimedRow): void {
    const deliver = () => this.#deliver(row)
    const delivery = withLogContext(eventContext(row.event), deliver).finally(() => this.nudge())
    this.#inFlight.set(row.position, delivery)
  }

  async #deliver(row: ClaimedRow): Promise<void> {
    const { bus, delayAfter, maxAttempts, redeliverySeconds } = this.#options
    const reason = reasonToGiveUp(row, maxAttempts)
    if (reason !== null) return await this.#giveUp(row, reason)
    try {
      const stranger = await this.#findStranger(row)
      if (stranger !== null) {
        const error = `this release has no consumer ${stranger}`
        return await this.#giveBack(row, error, redeliverySeconds)
      }
      await bus.publish(parseEvent(row.event))
      this.#delivered.push(row)
    } catch (error) {
      await this.#giveBack(row, error, delayAfter(row.attempts))
    }
  }

  /**
   * Who alone has not handled an event that this release can do nothing about. That costs an attempt to
   * publish it, and none of those that the consumer's own release has to handle it.
   */
  async #findStranger({ ageSeconds, event }: ClaimedRow): Promise<string | null> {
    const { bus, database, redeliverySeconds } = this.#options
    const consumers = bus.laterConsumers()
    // What is younger was hardly published before.
    if (consumers.length === 0 || ageSeconds < redeliverySeconds) return null
    return await findStranger(database.sql, event.id, consumers)
  }

  /** One statement for all that were delivered since the last look. */
  async #noteDelivered(): Promise<void> {
    const delivered = this.#delivered.splice(0)
    if (delivered.length === 0) return
    const positions = delivered.map(({ position }) => position)
    const { bus, database, redeliverySeconds } = this.#options
    const note =
      bus.laterConsumers().length === 0
        ? deleteRows(database.sql, positions)
        : noteDispatched(database.sql, delivered, redeliverySeconds)
    try {
      await note
      for (const position of positions) this.#inFlight.delete(position)
    } catch (error) {
      // Its lease is renewed until it is noted: else it would be delivered again, and again.
      this.#delivered.unshift(...delivered)
      this.#options.log.error({ error }, 'what was delivered could not be noted, and will be')
    }
  }

  #lose(error: unknown): void {
    this.#options.log.error({ error }, 'the outbox could not be written')
  }

  async #giveBack(row: ClaimedRow, error: unknown, seconds: number): Promise<void> {
    const { database, log, maxAttempts } = this.#options
    if (row.attempts >= maxAttempts) return await this.#giveUp(row, error)
    log.warn(fieldsOf(row, error), 'an event could not be delivered and will be tried again')
    await this.#end(row, () => postponeRow(database.sql, row, seconds, storableText(error)))
  }

  async #giveUp(row: ClaimedRow, error: unknown): Promise<void> {
    const { database, log } = this.#options
    log.error(fieldsOf(row, error), 'an event could not be delivered and is given up')
    await this.#end(row, () => buryRow(database.sql, row, storableText(error)))
  }

  /** Until it is noted that an attempt has ended, the event stays in hand: its process lives. */
  async #end({ position }: ClaimedRow, note: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await note()
        break
      } catch (error) {
        if (tries === 1) this.#lose(error)
        // Then its lease lapses.
        if (this.#stop.signal.aborted) break
        await this.#rest(MOST_REST_MS)
      }
    }
    this.#inFlight.delete(position)
  }

  #renew(): void {
    if (this.#inFlight.size === 0) return
    const { database, leaseSeconds, log } = this.#options
    renewLeases(database.sql, [...this.#inFlight.keys()], leaseSeconds).catch((error) =>
      log.error({ error }, 'the leases of the outbox could not be renewed'),
    )
  }

  #free(): number {
    return this.#options.concurrency - this.#inFlight.size
  }

  /** No nudge ends it; the end of the relay does. */
  async #rest(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.#stop.signal }).catch(() => {})
  }

  async #sleep(): Promise<void> {
    const timer = setTimeout(() => this.nudge(), this.#options.pollSeconds * 1_000)
    timer.unref()
    await this.#wake.promise
    clearTimeout(timer)
  }
}

function resolveAll(resolvers: (() => void)[]): void {
  for (const resolve of resolvers) resolve()
}

function fieldsOf({ attempts, event }: ClaimedRow, error: unknown) {
  return { eventId: event.id, kind: event.kind, attempts, error }
}
