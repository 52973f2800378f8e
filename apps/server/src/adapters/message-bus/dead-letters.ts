import type { ChannelModel, ConfirmChannel, GetMessage } from 'amqplib'
import { connectOnce, explainRefusal } from './connect-to-broker.ts'
import { createConfirmedPublisher } from './publish-confirmed.ts'
import { declareExchanges, nameTopology, type Topology } from './rabbitmq-topology.ts'

/** A message that no consumer could do anything with. */
export type DeadLetter = {
  /** Of the event, or empty when whoever published it gave none. */
  id: string
  kind: string
  /** Where it was published to, and is again when it is replayed. */
  routingKey: string
  reason: string
  content: string
}

export type QueueDepth = { consumer: string; messages: number; processes: number }

export type DeadLetterBox = {
  /** Whoever looks at the same time sees what is left. */
  list(): Promise<DeadLetter[]>
  /** Publishes again those that are chosen, and removes each when the broker has it. */
  replay(choose: (letter: DeadLetter) => boolean): Promise<DeadLetter[]>
  /** Of each consumer's queue; without those that are not there yet. */
  countMessages(consumers: readonly string[]): Promise<QueueDepth[]>
  close(): Promise<void>
}

const CONFIRM_MS = 10_000

/**
 * The dead letters of a broker, for whoever operates it.
 *
 * @throws BrokerRefusal when the broker is away or cannot be used
 */
export async function openDeadLetterBox(url: string, prefix = 'rendez'): Promise<DeadLetterBox> {
  const topology = nameTopology(prefix)
  const model = await connectOnce(url)
  try {
    await onChannel(model, (channel) => declareExchanges(channel, topology))
  } catch (error) {
    await model.close().catch(() => {})
    throw explainRefusal(url, error)
  }
  return {
    list: () => onChannel(model, async (channel) => (await takeAll(channel, topology)).map(read)),
    replay: (choose) => onChannel(model, (channel) => replay(channel, topology, choose)),
    countMessages: async (consumers) => {
      const depths = await Promise.all(consumers.map((name) => measure(model, topology, name)))
      return depths.filter((depth) => depth !== null)
    },
    close: () => model.close(),
  }
}

/** What is taken and not acknowledged goes back when the channel is closed. */
async function onChannel<Result>(
  model: ChannelModel,
  work: (channel: ConfirmChannel) => Promise<Result>,
): Promise<Result> {
  const channel = await model.createConfirmChannel()
  channel.on('error', () => {})
  try {
    return await work(channel)
  } finally {
    await Promise.resolve()
      .then(() => channel.close())
      .catch(() => {})
  }
}

async function takeAll(channel: ConfirmChannel, topology: Topology): Promise<GetMessage[]> {
  const messages: GetMessage[] = []
  for (;;) {
    const message = await channel.get(topology.deadLetterQueue)
    if (message === false) return messages
    messages.push(message)
  }
}

async function replay(
  channel: ConfirmChannel,
  topology: Topology,
  choose: (letter: DeadLetter) => boolean,
): Promise<DeadLetter[]> {
  const publish = createConfirmedPublisher(channel, CONFIRM_MS)
  const replayed: DeadLetter[] = []
  for (const message of await takeAll(channel, topology)) {
    const letter = read(message)
    if (!choose(letter)) continue
    const { contentType, messageId, type } = message.properties
    const properties = { contentType, messageId, type }
    await publish(topology.events, letter.routingKey, message.content, properties)
    channel.ack(message)
    replayed.push(letter)
  }
  return replayed
}

async function measure(
  model: ChannelModel,
  topology: Topology,
  consumer: string,
): Promise<QueueDepth | null> {
  try {
    const { messageCount, consumerCount } = await onChannel(model, (channel) =>
      channel.checkQueue(topology.queueOf(consumer)),
    )
    return { consumer, messages: messageCount, processes: consumerCount }
  } catch {
    return null
  }
}

function read({ content, fields, properties }: GetMessage): DeadLetter {
  const headers = properties.headers ?? {}
  const [death] = headers['x-death'] ?? []
  return {
    id: String(properties.messageId ?? ''),
    kind: String(properties.type ?? ''),
    routingKey: String(
      headers['x-original-routing-key'] ?? death?.['routing-keys'][0] ?? fields.routingKey,
    ),
    reason: String(headers['x-reason'] ?? death?.reason ?? 'unknown'),
    content: content.toString('utf8'),
  }
}
