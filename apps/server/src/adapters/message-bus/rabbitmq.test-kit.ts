import { randomUUID } from 'node:crypto'
import { type ConfirmChannel, connect as connectToBroker } from 'amqplib'
import { pino } from 'pino'
import { vi } from 'vitest'
import type { DomainEvent } from '../../outbox/domain-event.ts'
import { parseEvent } from '../../outbox/parse-event.ts'
import type { ReceiveEvent } from '../../ports/message-bus.ts'
import { openRabbitmqBus, type RabbitmqOptions } from './rabbitmq-bus.ts'
import { nameTopology } from './rabbitmq-topology.ts'

/** Milliseconds to wait for what a broker brings in its own time, on a busy machine. */
export const patience = { timeout: 30_000, interval: 20 }

export const newPrefix = () => `test-${randomUUID()}`

/** Keeps nothing: what fails is tried again at once. */
export const receiveOnly: ReceiveEvent = async (_consumer, message, handler) => {
  const event = readEvent(message)
  if (event === null) return { understood: false, reason: 'no event of this release' }
  await handler(event)
  return { understood: true }
}

function readEvent(message: unknown): DomainEvent | null {
  try {
    return parseEvent(message)
  } catch {
    return null
  }
}

/** A bus that is connected. */
export async function openTestBus(
  options: Pick<RabbitmqOptions, 'url'> & Partial<RabbitmqOptions>,
) {
  const bus = await openRabbitmqBus({
    log: pino({ level: 'silent' }),
    receive: receiveOnly,
    redeliver: async () => {},
    pauseAfter: () => 10,
    ...options,
  })
  await vi.waitFor(() => {
    if (!bus.isReady()) throw new Error('not connected yet')
  }, patience)
  return bus
}

export function exampleEvent(version = 0): DomainEvent {
  return {
    id: randomUUID(),
    kind: 'booking.confirmed',
    subject: `booking ${version}`,
    payload: { bookingId: 'booking', hostId: 'host', version },
    occurredAt: '2026-04-01T08:00:00.000Z',
  }
}

/** Does with the broker what no bus would. */
export async function onBroker<Result>(
  url: string,
  work: (channel: ConfirmChannel) => Promise<Result>,
): Promise<Result> {
  const connection = await connectToBroker(url)
  connection.on('error', () => {})
  try {
    const channel = await connection.createConfirmChannel()
    const result = await work(channel)
    // A quorum queue shows what it has confirmed; sent is not enough.
    await channel.waitForConfirms()
    await channel.close()
    return result
  } finally {
    await connection.close()
  }
}

/** Removes what the buses of a prefix have made. */
export async function removeTopology(url: string, prefix: string, consumers: string[]) {
  const { deadLetterQueue, deadLetters, events, queueOf } = nameTopology(prefix)
  await onBroker(url, async (channel) => {
    for (const queue of [deadLetterQueue, ...consumers.map(queueOf)]) {
      await channel.deleteQueue(queue)
    }
    for (const exchange of [deadLetters, events]) await channel.deleteExchange(exchange)
  })
}
