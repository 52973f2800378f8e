import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from '../db/client.ts'
import { withLogContext } from '../log-context.ts'
import type { Log } from '../logger.ts'
import type { MessageBus } from '../ports/message-bus.ts'
import { eventContext } from './event-context.ts'
import {
  buryRow,
  type ClaimedRow,
  claimRows,
  deleteRows,
  noteDispatched,
  postponeRow,
  renewLeases,
} from './outbox.repository.ts'
import { parseEvent } from './parse-event.ts'
import { MAX_ATTEMPTS, retryDelay } from './retry-delay.ts'

export type OutboxRelay = {
  /** Something was just committed: look now instead of at the next poll. */
  nudge(): void
  /** Resolves when nothing is due and nothing is being delivered. */
  drain(): Promise<void>
  /** Takes nothing more, and resolves when what is being delivered is done. */
  stop(): Promise<void>
}

const MOST_REST_MS = 1_000

type RelayOptions = {
  database: Pick<Database, 'sql'>
  bus: MessageBus
  log: Log
  /** How many events are delivered at the same time. */
  concurrency?: number
  /** How long an event stays with a process that has died; renewed while it is delivered. */
  leaseSeconds?: number
  /** How long a broker may keep an event that nobody has begun to handle, until it gets it again. */
  redeliverySeconds?: number
  pollSeconds?: number
  maxAttempts?: number
  /** Seconds until the attempt after this one. */
  delayAfter?: (attempt: number) => number
}

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
  #drains: (() => void)[] = []
  #wake = Promise.withResolvers<void>()
  #stopping = false
  #loop: Promise<void> = Promise.resolve()
  #renewal: NodeJS.Timeout | undefined

  constructor(options: RelayOptions) {
    this.#options = {
      concurrency: 16,
      leaseSeconds: 60,
      redeliverySeconds: 600,
      pollSeconds: 1,
      maxAttempts: MAX_ATTEMPTS,
      delayAfter: (attempt) => retryDelay(attempt, Math.random()),
      ...options,
    }
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
    if (this.#stopping) return Promise.resolve()
    this.#drains.push(resolve)
    this.nudge()
    return promise
  }

  async stop(): Promise<void> {
    this.#stopping = true
    this.nudge()
    await this.#loop
    await Promise.all(this.#inFlight.values())
    await this.#noteDelivered()
    clearInterval(this.#renewal)
    resolveAll(this.#drains.splice(0))
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      // Before the claim: a nudge that comes while it runs must not be lost.
      this.#wake = Promise.withResolvers()
      const drains = this.#drains.splice(0)
      await this.#noteDelivered()
      // Also before: what is given back while the claim runs may be due again.
      const quiet = this.#inFlight.size === 0
      const [begun, free] = [performance.now(), this.#free()]
      const claimed = await this.#claim()
      const took = performance.now() - begun
      for (const row of claimed ?? []) this.#begin(row)
      if (quiet && claimed?.length === 0) resolveAll(drains)
      else this.#drains.unshift(...drains)
      // Nothing more is due. Where thousands of events wait for earlier ones of their subjects, a look
      // passes all of them, and whatever is delivered asks for one: they take a fifth of the time at most.
      if ((claimed?.length ?? 0) < free) await delay(Math.min(4 * took, MOST_REST_MS))
      await this.#sleep()
    }
  }

  /** null when the bus is away, or the database could not be asked. */
  async #claim(): Promise<ClaimedRow[] | null> {
    if (this.#free() === 0) return []
    const { bus, database, leaseSeconds, log } = this.#options
    // An event is not to blame for a broker that is away, and loses no attempt to it.
    if (!bus.isReady()) return null
    try {
      return await claimRows(database.sql, this.#free(), leaseSeconds, bus.laterConsumers())
    } catch (error) {
      log.error({ error }, 'the outbox could not be read')
      return null
    }
  }

  #begin(row: ClaimedRow): void {
    const deliver = () => this.#deliver(row)
    const delivery = withLogContext(eventContext(row.event), deliver).finally(() => this.nudge())
    this.#inFlight.set(row.position, delivery)
  }

  async #deliver(row: ClaimedRow): Promise<void> {
    try {
      await this.#options.bus.publish(parseEvent(row.event))
      this.#delivered.push(row)
    } catch (error) {
      await this.#giveBack(row, error).catch((reason) => this.#lose(reason))
      this.#inFlight.delete(row.position)
    }
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
    await note.catch((error) => this.#lose(error))
    for (const position of positions) this.#inFlight.delete(position)
  }

  /** The lease lapses, and the event is delivered once more. */
  #lose(error: unknown): void {
    this.#options.log.error({ error }, 'the outbox could not be written')
  }

  async #giveBack(row: ClaimedRow, error: unknown): Promise<void> {
    const { database, delayAfter, log, maxAttempts } = this.#options
    const { attempts, event } = row
    const fields = { eventId: event.id, kind: event.kind, attempts, error }
    if (attempts >= maxAttempts) {
      log.error(fields, 'an event could not be delivered and is given up')
      await buryRow(database.sql, row, reasonOf(error))
    } else {
      log.warn(fields, 'an event could not be delivered and will be tried again')
      await postponeRow(database.sql, row, delayAfter(attempts), reasonOf(error))
    }
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

function reasonOf(error: unknown): string {
  return String(error).slice(0, 500)
}
