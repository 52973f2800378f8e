import type { ChannelModel } from 'amqplib'

/**
 * Follows whether the broker takes what is published on a connection. It says so to a connection that has
 * published since it is short, and to no other.
 *
 * @returns what it is short of now, in its own words such as `low on disk`; null while it takes everything
 */
export function watchShortage(model: ChannelModel): () => string | null {
  let reason: string | null = null
  model.on('blocked', (said) => {
    reason = said
  })
  model.on('unblocked', () => {
    reason = null
  })
  return () => reason
}
