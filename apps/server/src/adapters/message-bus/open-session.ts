import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib'
import type { EventHandler, QueueDepth } from '../../ports/message-bus.ts'
import { consumeQueue } from './consume-queue.ts'
import { countMessages } from './count-messages.ts'
import { type ConfirmedPublisher, createConfirmedPublisher } from './publish-confirmed.ts'
import type { RabbitmqOptions } from './rabbitmq-bus.ts'
import { declareExchanges, declareQueue, type Topology } from './rabbitmq-topology.ts'
import { NoAnswerError, withinDeadline } from './within-deadline.ts'

/** What stands on one connection, and ends with it. */
export type BrokerSession = {
  publish: ConfirmedPublisher
  /** Makes the queue of each, and begins to consume it; once, however often it is called. */
  consume(consumers: ReadonlyMap<string, EventHandler>): Promise<void>
  /** Makes the queue of a consumer again, after somebody has unbound or deleted it. */
  repair(consumer: string): Promise<void>
  /** What is ready in each of these queues; a queue that is not there is left out. */
  countMessages(queues: string[]): Promise<QueueDepth[]>
  /** Takes no more messages, and resolves when those in hand are done. */
  end(): Promise<void>
  /** Aborted when the session is over. */
  over: AbortSignal
}

export type SessionOptions = Required<Omit<RabbitmqOptions, 'url' | 'prefix'>> & {
  topology: Topology
}

/** Declares everything, and opens the channels, on a connection that was just made. */
export async function openSession(
  model: ChannelModel,
  options: SessionOptions,
): Promise<BrokerSession> {
  const { topology } = options
  const over = new AbortController()
  // One remedy for every cause: what is lost takes the connection along, which comes back.
  const lose = () => {
    if (over.signal.aborted) return
    over.abort()
    model.close().catch(() => {})
  }
  const guard = <Opened extends Channel>(channel: Opened): Opened => {
    channel.on('error', (error) => options.log.warn({ error }, 'a channel to the broker failed'))
    channel.on('close', lose)
    return channel
  }
  const publisher = guard(await model.createConfirmChannel())
  await declareExchanges(publisher, topology)
  const publish = createConfirmedPublisher(publisher, options.confirmMs)
  const stops = new Map<string, Promise<() => Promise<void>>>()
  const start = async (name: string, handler: EventHandler) => {
    const channel = guard(await model.createChannel())
    await channel.prefetch(options.prefetch)
    await declareQueue(channel, topology, name)
    const bury = (message: ConsumeMessage, reason: string) =>
      buryMessage(publish, topology, message, reason)
    const queue = topology.queueOf(name)
    const consumed = consumeQueue(
      { name, queue, handler },
      { ...options, channel, bury, signal: over.signal },
    )
    return withinDeadline(consumed, options.answerMs).catch(async (error) => {
      if (error instanceof NoAnswerError) {
        options.log.warn({ queue }, 'a queue does not answer and is made again')
        // A broker killed just after it has made a queue may know it and not have it. Whatever was in
        // it is in the outbox as well.
        await publisher.deleteQueue(queue)
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
        lose()
        throw error
      })
    },
    countMessages: (queues) => countMessages(model, queues),
    repair: (consumer) => declareQueue(publisher, topology, consumer),
    end: async () => {
      const stopped = await Promise.allSettled(stops.values())
      const stop = stopped.flatMap((result) =>
        result.status === 'fulfilled' ? [result.value()] : [],
      )
      over.abort()
      await Promise.all(stop)
    },
  }
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
