import type { Channel } from 'amqplib'

export type Topology = {
  /** Topic exchange; an event is published to it once for each consumer. */
  events: string
  /** Fanout exchange for what no consumer can do anything with. */
  deadLetters: string
  /** The queue of the dead letters. */
  deadLetterQueue: string
  queueOf(consumer: string): string
  routingKeyOf(consumer: string, kind: string): string
}

const deadLetterMs = 7 * 24 * 60 * 60 * 1_000

/** A message that came back this often, because processes died before they had begun it, is a dead letter. */
export const DELIVERY_LIMIT = 5

// Looking at a dead letter is a delivery too, and RabbitMQ 4 throws away what was delivered 20 times.
const UNLIMITED_DELIVERIES = 1_000_000

/** The names of everything that belongs to an installation; several may share a virtual host. */
export function nameTopology(prefix: string): Topology {
  return {
    events: `${prefix}.events`,
    deadLetters: `${prefix}.dead-letters`,
    deadLetterQueue: `${prefix}.dead-letters`,
    queueOf: (consumer) => `${prefix}.${consumer}`,
    routingKeyOf: (consumer, kind) => `${consumer}.${kind}`,
  }
}

/** Makes the exchanges and the queue of the dead letters, where they are not there yet. */
export async function declareExchanges(channel: Channel, topology: Topology): Promise<void> {
  const { events, deadLetters, deadLetterQueue } = topology
  await channel.assertExchange(events, 'topic', { durable: true })
  await channel.assertExchange(deadLetters, 'fanout', { durable: true })
  await channel.assertQueue(deadLetterQueue, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-message-ttl': deadLetterMs,
      'x-delivery-limit': UNLIMITED_DELIVERIES,
    },
  })
  await channel.bindQueue(deadLetterQueue, deadLetters, '')
}

/** Makes the queue of a consumer, where it is not there yet. */
export async function declareQueue(
  channel: Channel,
  topology: Topology,
  consumer: string,
): Promise<void> {
  const queue = topology.queueOf(consumer)
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-delivery-limit': DELIVERY_LIMIT,
      'x-dead-letter-exchange': topology.deadLetters,
      // The dead letter is confirmed before the message leaves; that needs a queue that refuses.
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    },
  })
  await channel.bindQueue(queue, topology.events, topology.routingKeyOf(consumer, '#'))
}
