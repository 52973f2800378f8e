import type { ChannelModel } from 'amqplib'

const NOT_FOUND = 404

/** Whether the broker has a queue of this name. */
export async function hasQueue(model: ChannelModel, queue: string): Promise<boolean> {
  // On a channel of its own: a broker that is asked for a queue it does not have closes the channel.
  const channel = await model.createChannel()
  channel.on('error', () => {})
  try {
    await channel.checkQueue(queue)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === NOT_FOUND) return false
    throw error
  }
  await channel.close()
  return true
}
