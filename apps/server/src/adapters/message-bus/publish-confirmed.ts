import { randomUUID } from 'node:crypto'
import type { ConfirmChannel, Message, Options } from 'amqplib'
import { NoAnswerError } from './within-deadline.ts'

export type ConfirmedPublisher = (
  exchange: string,
  routingKey: string,
  content: Buffer,
  options: Options.Publish,
) => Promise<void>

/** No queue takes what is published under this routing key. */
export class UnroutableError extends Error {
  override readonly name = 'UnroutableError'
}

/**
 * Publishes persistent messages, each of which resolves when the broker has it on disk and in a queue.
 * It is an error when no queue takes it, the broker refuses it, the channel closes before it has
 * answered, or it has not answered within `deadlineMs`; the message may have arrived all the same.
 */
export function createConfirmedPublisher(
  channel: ConfirmChannel,
  deadlineMs: number,
): ConfirmedPublisher {
  const unroutable = new Map<string, (reason: Error) => void>()
  // RabbitMQ confirms what it returns, and returns it first.
  channel.on('return', (message: Message) => {
    const { routingKey } = message.fields
    const id = message.properties.headers?.['x-publish-id']
    unroutable.get(String(id))?.(new UnroutableError(`no queue takes ${routingKey}`))
  })
  return async (exchange, routingKey, content, options) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const id = randomUUID()
    const deadline = setTimeout(
      () => reject(new NoAnswerError(`the broker has not confirmed within ${deadlineMs} ms`)),
      deadlineMs,
    )
    unroutable.set(id, reject)
    try {
      const headers = { ...options.headers, 'x-publish-id': id }
      const settings = { ...options, headers, persistent: true, mandatory: true }
      channel.publish(exchange, routingKey, content, settings, (error: unknown) =>
        error === null ? resolve() : reject(error),
      )
      await promise
    } finally {
      clearTimeout(deadline)
      unroutable.delete(id)
    }
  }
}
