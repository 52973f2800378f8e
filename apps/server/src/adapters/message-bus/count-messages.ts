import type { ChannelModel } from 'amqplib'
import type { QueueDepth } from '../../ports/message-bus.ts'
import { findQueue } from './find-queue.ts'
import { withinDeadline } from './within-deadline.ts'

/**
 * How many messages are ready in each queue; one that is not there is left out. Whoever asks while the
 * broker owes an answer waits for that one: each question opens channels, and it may say nothing for long.
 *
 * @param answerMs how long it may take; then the answer is a NoAnswerError
 */
export function createMessageCounter(
  model: ChannelModel,
  answerMs: number,
): (queues: string[]) => Promise<QueueDepth[]> {
  let counting: Promise<QueueDepth[]> | undefined
  return (queues) => {
    counting ??= countMessages(model, queues).finally(() => {
      counting = undefined
    })
    return withinDeadline(counting, answerMs)
  }
}

async function countMessages(model: ChannelModel, queues: string[]): Promise<QueueDepth[]> {
  const depths = await Promise.all(
    queues.map(async (queue) => {
      const found = await findQueue(model, queue)
      return found && { queue, messages: found.messageCount }
    }),
  )
  return depths.filter((depth) => depth !== null)
}
