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
import { connectForGood, HANDSHAKE_MS } from './connect-to-broker.ts'
import { type BrokerSession, openSession, type SessionOptions } from './open-session.ts'
import { pause } from './pause.ts'
import { UnroutableError } from './publish-confirmed.ts'
import { nameTopology } from './rabbitmq-topology.ts'
import { withinDeadline } from './within-deadline.ts'

export type RabbitmqOptions = {
  url: string
  log: Log
  /** What is done with a message; without the outbox, whatever a test wants. */
  receive: ReceiveEvent
  /** What is done when a queue was gone with what was in it; tried until it succeeds. */
  redeliver: RedeliverEvents
  /** What the names of exchanges and queues begin with. */
  prefix?: string
  /** How many messages a consumer has in hand at once. */
  prefetch?: number
  /** How long the broker may be silent while a connection is made. */
  handshakeMs?: number
  /** How long the broker may take to confirm. */
  confirmMs?: number
  /** How long the broker may take to answer; a queue that takes longer is made again. */
  answerMs?: number
  /** Milliseconds until what the database did not take is tried again. */
  pauseAfter?: (attempt: number) => number
}

/**
 * A bus over RabbitMQ. Resolves as soon as it is connected; when the broker is away now, at once, and when
 * it is silent, after `handshakeMs` or `answerMs`: then it connects when the broker is there.
 *
 * @throws BrokerRefusal when the broker cannot be used as the settings say
 */
export async function openRabbitmqBus(options: RabbitmqOptions): Promise<MessageBus> {
  const topology = nameTopology(options.prefix ?? 'rendez')
  const { answerMs = 15_000, handshakeMs = HANDSHAKE_MS } = options
  const there = await checkBroker(options.url, topology, { answerMs, handshakeMs })
  const bus = new RabbitmqBus({
    prefetch: 16,
    confirmMs: 10_000,
    pauseAfter: (attempt) => Math.min(10_000, 100 * 2 ** attempt),
    ...options,
    answerMs,
    handshakeMs,
    topology,
  })
  const connected = await bus.connect(options.url, there)
  if (!connected) options.log.warn('the broker is away: events wait in the outbox')
  return bus
}

type BusOptions = Omit<SessionOptions, 'refill'> &
  Required<Pick<RabbitmqOptions, 'handshakeMs' | 'redeliver'>>

class RabbitmqBus implements MessageBus {
  readonly #options: BusOptions
  readonly #consumers = new Map<string, EventHandler>()
  #connection: RecoveringChannelModel | undefined
  #session: BrokerSession | undefined
  #queuesReady: Promise<void> = Promise.resolve()
  readonly #closing = new AbortController()

  constructor(options: BusOptions) {
    this.#options = options
  }

  /** Answers whether it is connected already: never, without `wait`. */
  async connect(url: string, wait: boolean): Promise<boolean> {
    this.#connection = await connectForGood(url, {
      log: this.#options.log,
      handshakeMs: this.#options.handshakeMs,
      setup: async (model) => {
        // Nobody waits for it: the database may take its time.
        const refill = (consumer: string) => void this.#redeliver(consumer)
        const session = await openSession(model, { ...this.#options, refill })
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
    if (this.#isClosed()) throw new Error('the bus is closed')
    // Nobody waits for it.
    if (this.#consumers.size === 0) return
    await this.#queuesReady
    const session = this.#livingSession()
    const consumers = [...this.#consumers.keys()]
    await Promise.all(consumers.map((consumer) => this.#publishTo(session, consumer, event)))
  }

  isReady(): boolean {
    return !this.#isClosed() && this.#session?.shortage() === null
  }

  async ping(): Promise<void> {
    if (this.#isClosed()) throw new Error('the bus is closed')
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
    if (this.#isClosed()) return
    this.#closing.abort()
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
      // Somebody may have unbound or deleted its queue: the next attempt finds it where it was.
      if (error instanceof UnroutableError) session.restart()
      throw error
    }
  }

  async #redeliver(consumer: string): Promise<void> {
    const { log, pauseAfter, redeliver } = this.#options
    for (let attempt = 1; !this.#isClosed(); attempt += 1) {
      try {
        return await redeliver(consumer)
      } catch (error) {
        log.warn(
          { error, consumer, attempt },
          'what a lost queue had in it does not come again yet',
        )
        await pause(pauseAfter(attempt), this.#closing.signal)
      }
    }
  }

  #isClosed(): boolean {
    return this.#closing.signal.aborted
  }

  #consume(): void {
    const { log } = this.#options
    this.#queuesReady = Promise.resolve(this.#session?.consume(this.#consumers)).catch((error) =>
      log.warn({ error }, 'a queue could not be consumed'),
    )
  }
}
