import type { Channel, ConsumeMessage } from 'amqplib'
import type { Log } from '../../logger.ts'
import type { EventHandler, ReceiveEvent } from '../../ports/message-bus.ts'
import { pause } from './pause.ts'
import { withinDeadline } from './within-deadline.ts'

export type Consumer = { name: string; queue: string; handler: EventHandler }

type ConsumeOptions = {
  channel: Channel
  log: Log
  receive: ReceiveEvent
  /** Keeps what no consumer understands, with the reason, and resolves when it is safe. */
  bury(message: ConsumeMessage, reason: string): Promise<void>
  /** Has everything set up again, on another connection. */
  restart(): void
  /** How long the broker may take to answer. */
  answerMs: number
  /** Milliseconds before the attempt after this one. */
  pauseAfter(attempt: number): number
  /** Aborted when the channel is of no use any more. */
  signal: AbortSignal
}

/**
 * Brings the messages of a queue to its consumer, and acknowledges each when what became of it is
 * kept. While that cannot be kept the message stays here and is tried again: the broker counts only
 * what came back because the consumer died.
 *
 * @returns how to stop; resolves when the last message is done
 */
export async function consumeQueue(
  { name, queue, handler }: Consumer,
  options: ConsumeOptions,
): Promise<() => Promise<void>> {
  const { answerMs, channel, log, signal } = options
  const running = new Set<Promise<void>>()
  const { consumerTag } = await channel.consume(queue, (message) => {
    if (message === null) {
      log.warn({ queue }, 'the broker has taken the queue away')
      return options.restart()
    }
    const work = settle(name, message, handler, options)
      .catch((error) => log.error({ error, queue }, 'a message could not be settled'))
      .finally(() => running.delete(work))
    running.add(work)
  })
  return async () => {
    if (!signal.aborted) {
      await withinDeadline(channel.cancel(consumerTag), answerMs).catch(() => {})
    }
    await Promise.all(running)
  }
}

async function settle(
  consumer: string,
  message: ConsumeMessage,
  handler: EventHandler,
  options: ConsumeOptions,
): Promise<void> {
  const content = readContent(message.content)
  for (let attempt = 1; !options.signal.aborted; attempt += 1) {
    try {
      const receipt = await options.receive(consumer, content, handler)
      if (!receipt.understood) await options.bury(message, receipt.reason)
      return acknowledge(options.channel, message)
    } catch (error) {
      options.log.warn({ error, consumer, attempt }, 'a message could not be settled yet')
      await pause(options.pauseAfter(attempt), options.signal)
    }
  }
}

function acknowledge(channel: Channel, message: ConsumeMessage): void {
  try {
    channel.ack(message)
  } catch {
    // The channel is closed: the broker gives the message to somebody else, who finds that it is done.
  }
}

function readContent(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    return undefined
  }
}
