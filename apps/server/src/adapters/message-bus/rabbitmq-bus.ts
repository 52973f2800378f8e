import type { RecoveringChannelModel } from 'amqplib'
import type { Log } from '../../logger.ts'
import type {
  EventHandler,
  MessageBus,
  QueueDepth,
  ReceiveEvent,
  RedeliverEvents,
} from '../../ports/message-bus.ts'
import { checkBroker } from './check-broker.ts'
import { connectForGood } from './connect-to-broker.ts'
import { type BrokerSession, openSession, type SessionOptions } from './open-session.ts'
import { UnroutableError } from './publish-confirmed.ts'
import { nameTopology } from './rabbitmq-topology.ts'
import { withinDeadline } from './within-deadline.ts'

export type RabbitmqOptions = {
  url: string
  log: Log
  /** What is done with a message; without the outbox, whatever a test wants. */
  receive: ReceiveEvent
  /** What is done when a queue is gone with what was in it. */
  redeliver: RedeliverEvents
  /** What the names of exchanges and queues begin with. */
  prefix?: string
  /** How many messages a consumer has in hand at once. */
  prefetch?: number
  /** How long the broker may take to confirm. */
  confirmMs?: number
  /** How long the broker may take to answer; a queue that takes longer is made again. */
  answerMs?: number
  /** Milliseconds until a message whose outcome could not be kept is tried again. */
  pauseAfter?: (attempt: number) => number
}

/**
 * A bus over RabbitMQ. Resolves as soon as it is connected; when the broker is away now, at once, and
 * it connects when the broker is there.
 *
 * @throws BrokerRefusal when the broker cannot be used as the settings say
 */
export async function openRabbitmqBus(options: RabbitmqOptions): Promise<MessageBus> {
  const topology = nameTopology(options.prefix ?? 'rendez')
  const { answerMs = 15_000 } = options
  const there = await checkBroker(options.url, topology, answerMs)
  const bus = new RabbitmqBus({
    prefetch: 16,
    confirmMs: 10_000,
    pauseAfter: (attempt) => Math.min(10_000, 100 * 2 ** attempt),
    ...options,
    answerMs,
    topology,
  })
  const connected = await bus.connect(options.url, there)
  if (!connected) options.log.warn('the broker is away: events wait in the outbox')
  return bus
}

type BusOptions = Omit<SessionOptions, 'loseQueue'>

class RabbitmqBus implements MessageBus {
  readonly #options: BusOptions
  readonly #consumers = new Map<string, EventHandler>()
  /** Whose queues are gone with what was in them, and were not filled again yet. */
  readonly #bereft = new Set<string>()
  #connection: RecoveringChannelModel | undefined
  #session: BrokerSession | undefined
  #queuesReady: Promise<void> = Promise.resolve()
  #closed = false

  constructor(options: BusOptions) {
    this.#options = options
  }

  /** Answers whether it is connected already: never, without `wait`. */
  async connect(url: string, wait: boolean): Promise<boolean> {
    this.#connection = await connectForGood(url, {
      log: this.#options.log,
      setup: async (model) => {
        const loseQueue = (consumer: string) => void this.#bereft.add(consumer)
        const session = await openSession(model, { ...this.#options, loseQueue })
        await session.consume(this.#consumers)
        // The recovery listens from now on, and would wait for ever for the end of what is over. So nothing
        // may be awaited after this.
        if (session.over.aborted) throw new Error('the connection was lost while it was set up')
        session.over.addEventListener('abort', () => {
          if (this.#session === session) this.#session = undefined
        })
        this.#session = session
        // Whoever subscribed meanwhile.
        this.#consume()
      },
    })
    if (!wait) return false
    // It may have gone away since it was there.
    return withinDeadline(this.#connection.waitForConnect(), this.#options.answerMs).then(
      () => true,
      () => false,
    )
  }

  subscribe(consumer: string, handler: EventHandler): void {
    if (this.#consumers.has(consumer)) throw new Error(`there already is a consumer ${consumer}`)
    this.#consumers.set(consumer, handler)
    this.#consume()
  }

  async publish(event: Parameters<EventHandler>[0]): Promise<void> {
    if (this.#closed) throw new Error('the bus is closed')
    // Nobody waits for it.
    if (this.#consumers.size === 0) return
    await this.#queuesReady
    const session = this.#livingSession()
    const consumers = [...this.#consumers.keys()]
    await Promise.all(consumers.map((consumer) => this.#publishTo(session, consumer, event)))
  }

  isReady(): boolean {
    return !this.#closed && this.#session?.shortage() === null
  }

  async ping(): Promise<void> {
    if (this.#closed) throw new Error('the bus is closed')
    await this.#livingSession().ping()
  }

  laterConsumers(): string[] {
    return [...this.#consumers.keys()]
  }

  async countMessages(): Promise<QueueDepth[]> {
    const session = this.#livingSession()
    // It would not read the question, and a scrape would leave a channel behind.
    if (session.shortage() !== null) throw new Error('the broker takes nothing')
    const { deadLetterQueue, queueOf } = this.#options.topology
    const queues = [...this.#consumers.keys()].map(queueOf)
    return session.countMessages([...queues, deadLetterQueue])
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#session?.end()
    await this.#connection?.close()
  }

  #livingSession(): BrokerSession {
    if (this.#session === undefined) throw new Error('the broker is away')
    return this.#session
  }

  async #publishTo(
    session: BrokerSession,
    consumer: string,
    event: Parameters<EventHandler>[0],
  ): Promise<void> {
    const { topology } = this.#options
    const content = Buffer.from(JSON.stringify(event))
    const properties = {
      messageId: event.id,
      type: event.kind,
      contentType: 'application/json',
      headers: event.requestId === undefined ? {} : { 'x-request-id': event.requestId },
    }
    try {
      const routingKey = topology.routingKeyOf(consumer, event.kind)
      await session.publish(topology.events, routingKey, content, properties)
    } catch (error) {
      // Somebody may have unbound its queue: the next attempt finds it where it was.
      if (error instanceof UnroutableError) await session.repair(consumer).catch(() => {})
      throw error
    }
  }

  async #redeliver(): Promise<void> {
    const { log, redeliver } = this.#options
    const bereft = [...this.#bereft]
    // One whose queue is gone again meanwhile is noted again.
    this.#bereft.clear()
    for (const consumer of bereft) {
      try {
        await redeliver(consumer)
      } catch (error) {
        this.#bereft.add(consumer)
        log.warn({ error, consumer }, 'what a lost queue had in it comes again in its own time')
      }
    }
  }

  #consume(): void {
    const { log } = this.#options
    this.#queuesReady = Promise.resolve(this.#session?.consume(this.#consumers)).then(
      // Nobody waits for it: the database may take its time.
      () => void this.#redeliver(),
      (error) => log.warn({ error }, 'a queue could not be consumed'),
    )
  }
}
