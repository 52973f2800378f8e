import type { ChannelModel, Replies } from 'amqplib'

const NOT_FOUND = 404

/**
 * What the broker knows of a queue, or null when it has none of this name. Has no deadline: whoever stops
 * waiting leaves a channel behind, which is closed when the broker has answered.
 */
export async function findQueue(
  model: ChannelModel,
  queue: string,
): Promise<Replies.AssertQueue | null> {
  // On a channel of its own: a broker that is asked for a queue it does not have closes the channel.
  const channel = await model.createChannel()
  channel.on('error', () => {})
  try {
    return await channel.checkQueue(queue)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === NOT_FOUND) return null
    throw error
  } finally {
    channel.close().catch(() => {})
  }
}
