import type { ChannelModel, ConfirmChannel, GetMessage } from 'amqplib'
import { BrokerRefusal, connectOnce, explainRefusal } from './connect-to-broker.ts'
import { findQueue } from './find-queue.ts'
import { type ConfirmedPublisher, createConfirmedPublisher } from './publish-confirmed.ts'
import { declareExchanges, nameTopology, type Topology } from './rabbitmq-topology.ts'
import { NoAnswerError, withinDeadline } from './within-deadline.ts'

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

export type Replay = {
  replayed: DeadLetter[]
  /** What stays a dead letter, and why: no queue takes it any more, or the broker takes nothing. */
  left: { letter: DeadLetter; problem: string }[]
}

/** Each rejects with a BrokerRefusal when the broker does not answer to the end. */
export type DeadLetterBox = {
  /** Whoever looks at the same time sees what is left. */
  list(): Promise<DeadLetter[]>
  /**
   * Publishes again those that are chosen, and removes each when the broker has it. One that cannot be
   * published stays, and is in nobody's way.
   *
   * @param onProgress is told before each how many are done, and of how many
   */
  replay(
    choose: (letter: DeadLetter) => boolean,
    onProgress?: (done: number, total: number) => void,
  ): Promise<Replay>
  /** Of each consumer's queue; without those that are not there yet. */
  countMessages(consumers: readonly string[]): Promise<QueueDepth[]>
  close(): Promise<void>
}

const CONFIRM_MS = 10_000
const CLOSE_MS = 5_000
const ANSWER_MS = 5_000

/**
 * The dead letters of a broker, for whoever operates it.
 *
 * @throws BrokerRefusal when the broker is away or cannot be used
 */
export async function openDeadLetterBox(url: string, prefix = 'rendez'): Promise<DeadLetterBox> {
  const topology = nameTopology(prefix)
  const model = await connectOnce(url)
  try {
    await onChannel(model, (channel) => answerOf(declareExchanges(channel, topology)))
  } catch (error) {
    await closeAnyway(() => model.close())
    throw explainRefusal(url, error)
  }
  const work = <Result>(ask: (channel: ConfirmChannel) => Promise<Result>) =>
    onChannel(model, ask).catch((error) => {
      throw explainLoss(url, error)
    })
  return {
    list: () => work(async (channel) => (await takeAll(channel, topology)).map(read)),
    replay: (choose, onProgress = () => {}) =>
      work(async (channel) => {
        const messages = (await takeAll(channel, topology)).filter((each) => choose(read(each)))
        return await replay(channel, topology, { messages, onProgress })
      }),
    countMessages: async (consumers) => {
      const depths = await Promise.all(
        consumers.map((name) => measure(model, topology, name)),
      ).catch((error) => {
        throw explainLoss(url, error)
      })
      return depths.filter((depth) => depth !== null)
    },
    close: () => closeAnyway(() => model.close()),
  }
}

/** Of a connection that was made: what is at the address is a RabbitMQ. */
function explainLoss(url: string, cause: unknown): BrokerRefusal {
  const message = cause instanceof Error ? cause.message : String(cause)
  if (/ACCESS[_-]REFUSED/.test(message)) return explainRefusal(url, cause)
  const name = `the broker at ${new URL(url).host}`
  return new BrokerRefusal(`${name} did not answer to the end (${message})`, { cause })
}

/** What is taken and not acknowledged goes back when the channel is closed. */
async function onChannel<Result>(
  model: ChannelModel,
  work: (channel: ConfirmChannel) => Promise<Result>,
): Promise<Result> {
  const channel = await answerOf(model.createConfirmChannel())
  channel.on('error', () => {})
  try {
    return await work(channel)
  } finally {
    await closeAnyway(() => channel.close())
  }
}

/** A broker may live and say nothing. */
const answerOf = <Answer>(question: Promise<Answer>) => withinDeadline(question, ANSWER_MS)

/** What is lost is closed already, and a connection that is lost meanwhile never answers. */
async function closeAnyway(close: () => Promise<void>): Promise<void> {
  await withinDeadline(Promise.resolve().then(close), CLOSE_MS).catch(() => {})
}

async function takeAll(channel: ConfirmChannel, topology: Topology): Promise<GetMessage[]> {
  const messages: GetMessage[] = []
  for (;;) {
    const message = await answerOf(channel.get(topology.deadLetterQueue))
    if (message === false) return messages
    messages.push(message)
  }
}

type Chosen = { messages: GetMessage[]; onProgress: (done: number, total: number) => void }

async function replay(
  channel: ConfirmChannel,
  topology: Topology,
  { messages, onProgress }: Chosen,
): Promise<Replay> {
  const publish = createConfirmedPublisher(channel, CONFIRM_MS)
  const [replayed, left]: [Replay['replayed'], Replay['left']] = [[], []]
  let silence: NoAnswerError | undefined
  for (const [done, message] of messages.entries()) {
    onProgress(done, messages.length)
    const letter = read(message)
    try {
      // Whoever said nothing to one takes none of the others: each would wait as long.
      if (silence !== undefined) throw silence
      await publishAgain(publish, topology, message)
      channel.ack(message)
      replayed.push(letter)
    } catch (error) {
      if (error instanceof NoAnswerError) silence = error
      left.push({ letter, problem: error instanceof Error ? error.message : String(error) })
    }
  }
  return { replayed, left }
}

function publishAgain(
  publish: ConfirmedPublisher,
  { events }: Topology,
  message: GetMessage,
): Promise<void> {
  const { contentType, messageId, type } = message.properties
  return publish(events, read(message).routingKey, message.content, {
    contentType,
    messageId,
    type,
  })
}

async function measure(
  model: ChannelModel,
  topology: Topology,
  consumer: string,
): Promise<QueueDepth | null> {
  const found = await answerOf(findQueue(model, topology.queueOf(consumer)))
  return found && { consumer, messages: found.messageCount, processes: found.consumerCount }
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
