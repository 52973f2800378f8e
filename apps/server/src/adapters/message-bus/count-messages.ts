import type { ChannelModel } from 'amqplib'
import type { QueueDepth } from '../../ports/message-bus.ts'

/** How many messages are ready in each queue; one that is not there is left out. */
export async function countMessages(model: ChannelModel, queues: string[]): Promise<QueueDepth[]> {
  const depths = await Promise.all(queues.map((queue) => measure(model, queue)))
  return depths.filter((depth) => depth !== null)
}

// On a channel of its own: a broker that is asked for a queue it does not have closes the channel.
async function measure(model: ChannelModel, queue: string): Promise<QueueDepth | null> {
  const channel = await model.createChannel()
  channel.on('error', () => {})
  try {
    const { messageCount } = await channel.checkQueue(queue)
    await channel.close()
    return { queue, messages: messageCount }
  } catch {
    return null
  }
}
