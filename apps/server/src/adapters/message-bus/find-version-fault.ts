import type { ServerProperties } from 'amqplib'

// The first in which a quorum queue keeps a dead letter until it is confirmed elsewhere.
const OLDEST = [3, 10] as const

/**
 * What speaks against a broker by what it says of itself, such as `is RabbitMQ 3.7.28: 3.10 or newer is
 * needed`. An older one takes our queues for others than they are, and events are lost or go round for ever.
 *
 * @returns null when nothing does, or when it does not say that it is a RabbitMQ or which
 */
export function findVersionFault({
  product,
  version,
}: Partial<Pick<ServerProperties, 'product' | 'version'>>): string | null {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version ?? '') ?? []
  if (product !== 'RabbitMQ' || major === undefined || minor === undefined) return null
  const isOld = Number(major) === OLDEST[0] ? Number(minor) < OLDEST[1] : Number(major) < OLDEST[0]
  return isOld ? `is RabbitMQ ${version}: ${OLDEST.join('.')} or newer is needed` : null
}
