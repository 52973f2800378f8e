import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib'
import type { EventHandler, QueueDepth } from '../../ports/message-bus.ts'
import { consumeQueue } from './consume-queue.ts'
import { createMessageCounter } from './count-messages.ts'
import { findQueue } from './find-queue.ts'
import { type ConfirmedPublisher, createConfirmedPublisher } from './publish-confirmed.ts'
import type { RabbitmqOptions } from './rabbitmq-bus.ts'
import { declareExchanges, declareQueue, type Topology } from './rabbitmq-topology.ts'
import { watchShortage } from './watch-shortage.ts'
import { NoAnswerError, withinDeadline } from './within-deadline.ts'

/** What stands on one connection, and ends with it. */
export type BrokerSession = {
  publish: ConfirmedPublisher
  /** Makes the queue of each, and begins to consume it; once, however often it is called. */
  consume(consumers: ReadonlyMap<string, EventHandler>): Promise<void>
  /** Ends the session, and has everything set up again on another connection. */
  restart(): void
  /** What is ready in each of these queues; a queue that is not there is left out. */
  countMessages(queues: string[]): Promise<QueueDepth[]>
  /** What the broker says it is short of, such as `low on disk`: it takes nothing until that ends. */
  shortage(): string | null
  /** Asks the broker over this connection. */
  ping(): Promise<void>
  /** Takes no more messages, and resolves when those in hand are done. */
  end(): Promise<void>
  /** Aborted when the session is over. */
  over: AbortSignal
}

// Well within the heartbeats, which end a connection that carries nothing.
const PING_MS = 2_000

export type SessionOptions = Required<
  Omit<RabbitmqOptions, 'url' | 'prefix' | 'handshakeMs' | 'redeliver'>
> & {
  topology: Topology
  /** Is told whose queue was gone, with what was in it, and is made again; or was never there. */
  refill(consumer: string): void
}

/** Declares everything, and opens the channels, on a connection that was just made. */
export async function openSession(
  model: ChannelModel,
  options: SessionOptions,
): Promise<BrokerSession> {
  const { answerMs, topology } = options
  const ask = <Answer>(work: Promise<Answer>) => withinDeadline(work, answerMs)
  const over = new AbortController()
  // One remedy for every cause: what is lost takes the connection along, which comes back.
  const restart = () => {
    if (over.signal.aborted) return
    over.abort()
    model.close().catch(() => {})
  }
  const guard = <Opened extends Channel>(channel: Opened): Opened => {
    channel.on('error', (error) => options.log.warn({ error }, 'a channel to the broker failed'))
    return channel.on('close', restart)
  }
  const shortage = watchShortage(model)
  const publisher = guard(await ask(model.createConfirmChannel()))
  await ask(declareExchanges(publisher, topology))
  const publish = createConfirmedPublisher(publisher, options.confirmMs)
  const stops = new Map<string, Promise<() => Promise<void>>>()
  const start = async (name: string, handler: EventHandler) => {
    const channel = guard(await ask(model.createChannel()))
    await ask(channel.prefetch(options.prefetch))
    await ask(makeQueue({ model, channel }, options, name))
    const bury = (message: ConsumeMessage, reason: string) =>
      buryMessage(publish, topology, message, reason)
    const queue = topology.queueOf(name)
    const consumed = consumeQueue(
      { name, queue, handler },
      { ...options, channel, bury, restart, signal: over.signal },
    )
    return ask(consumed).catch(async (error) => {
      if (error instanceof NoAnswerError) {
        options.log.warn({ queue }, 'a queue does not answer and is made again')
        // A broker killed just after it has made a queue may know it and not have it.
        await ask(publisher.deleteQueue(queue))
      }
      throw error
    })
  }
  return {
    publish,
    over: over.signal,
    consume: async (consumers) => {
      for (const [name, handler] of consumers) {
        if (!stops.has(name)) stops.set(name, start(name, handler))
      }
      await Promise.all(stops.values()).catch((error) => {
        restart()
        throw error
      })
    },
    countMessages: createMessageCounter(model, answerMs),
    shortage,
    ping: () => pingBroker(publisher, topology, shortage()),
    restart,
    end: async () => {
      // It would not read that its consumers are to stop, and what it brings until the connection is closed
      // it brings again.
      if (shortage() !== null) over.abort()
      const stopping = (await Promise.allSettled(stops.values()))
        .filter((started) => started.status === 'fulfilled')
        .map(({ value: stop }) => stop())
      over.abort()
      await Promise.all(stopping)
    },
  }
}

async function makeQueue(
  { model, channel }: { model: ChannelModel; channel: Channel },
  { refill, topology }: SessionOptions,
  consumer: string,
): Promise<void> {
  // Somebody may have deleted it, or the broker lost it, while nobody here was told.
  const found = await findQueue(model, topology.queueOf(consumer))
  try {
    await declareQueue(channel, topology, consumer)
  } finally {
    // Also when the answer is lost: whoever comes then may find the queue.
    if (found === null) refill(consumer)
  }
}

// Nothing is published to find out: a broker that is short reads no more from whoever has published, not
// even that messages are done with, which would relieve it.
async function pingBroker(
  channel: Channel,
  { events }: Topology,
  shortage: string | null,
): Promise<void> {
  if (shortage !== null) throw new Error(`the broker takes nothing: it is ${shortage}`)
  await withinDeadline(channel.checkExchange(events), PING_MS)
}

/** The message as it came, with the reason; the broker's own dead letters say theirs in `x-death`. */
function buryMessage(
  publish: ConfirmedPublisher,
  { deadLetters }: Topology,
  { content, fields, properties }: ConsumeMessage,
  reason: string,
): Promise<void> {
  const headers = {
    ...properties.headers,
    'x-reason': reason,
    'x-original-routing-key': fields.routingKey,
  }
  const { contentType, messageId, type } = properties
  return publish(deadLetters, '', content, { contentType, messageId, type, headers })
}
