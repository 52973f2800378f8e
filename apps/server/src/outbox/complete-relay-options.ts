import type { Database } from '../db/client.ts'
import type { Log } from '../logger.ts'
import type { MessageBus } from '../ports/message-bus.ts'
import { MAX_ATTEMPTS, retryDelay } from './retry-delay.ts'

export type RelayOptions = {
  database: Pick<Database, 'sql'>
  bus: MessageBus
  log: Log
  /** How many events are delivered at the same time. */
  concurrency?: number
  /** How long an event stays with a process that has died; renewed while it is delivered. */
  leaseSeconds?: number
  /** How long a broker may keep an event that nobody has begun to handle, until it gets it again. */
  redeliverySeconds?: number
  pollSeconds?: number
  maxAttempts?: number
  /** Seconds until the attempt after this one. */
  delayAfter?: (attempt: number) => number
}

/** What is not given is as it is in production. */
export function completeRelayOptions(options: RelayOptions): Required<RelayOptions> {
  return {
    concurrency: 16,
    leaseSeconds: 60,
    redeliverySeconds: 600,
    pollSeconds: 1,
    maxAttempts: MAX_ATTEMPTS,
    delayAfter: (attempt) => retryDelay(attempt, Math.random()),
    ...options,
  }
}
