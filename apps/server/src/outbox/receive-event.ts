import type { Database } from '../db/client.ts'
import { withLogContext } from '../log-context.ts'
import type { Log } from '../logger.ts'
import type { EventHandler, ReceiveEvent } from '../ports/message-bus.ts'
import type { DomainEvent } from './domain-event.ts'
import { eventContext } from './event-context.ts'
import {
  beginHandling,
  buryEvent,
  deleteHandled,
  finishHandling,
  type Handling,
  postponeHandling,
} from './inbox.repository.ts'
import { parseEvent } from './parse-event.ts'
import { reasonToGiveUp } from './reason-to-give-up.ts'
import { MAX_ATTEMPTS, retryDelay } from './retry-delay.ts'

type ReceiverOptions = {
  database: Pick<Database, 'sql'>
  log: Log
  /** How long an event stays with a process that has died; renewed while it is handled. */
  leaseSeconds?: number
  redeliverySeconds?: number
  maxAttempts?: number
  /** Seconds until the attempt after this one. */
  delayAfter?: (attempt: number) => number
}

type Receiver = Required<ReceiverOptions>

/**
 * The consumers' end of the outbox: whatever a broker brings twice, or brings to two processes, is
 * handled by one and once. When it is tried again is kept in the outbox, not in the broker.
 */
export function createReceiver(options: ReceiverOptions): ReceiveEvent {
  const receiver: Receiver = {
    leaseSeconds: 60,
    redeliverySeconds: 600,
    maxAttempts: MAX_ATTEMPTS,
    delayAfter: (attempt) => retryDelay(attempt, Math.random()),
    ...options,
  }
  return async (consumer, message, handler) => {
    const event = readEvent(message)
    if (event === null) return { understood: false, reason: 'no event of this release' }
    const handling = { eventId: event.id, consumer }
    await withLogContext(eventContext(event), () =>
      receive(receiver, handling, () => handler(event)),
    )
    return { understood: true }
  }
}

function readEvent(message: unknown): DomainEvent | null {
  try {
    return parseEvent(message)
  } catch {
    return null
  }
}

async function receive(
  receiver: Receiver,
  handling: Handling,
  handle: () => ReturnType<EventHandler>,
): Promise<void> {
  const { sql } = receiver.database
  const tries = await beginHandling(sql, handling, receiver.leaseSeconds)
  if (tries === null) {
    // Whoever has handled it may have died before this.
    await deleteHandled(sql, handling.eventId)
    return
  }
  const { attempts } = tries
  const reason = reasonToGiveUp(tries, receiver.maxAttempts)
  if (reason !== null) return await giveUp(receiver, handling, attempts, reason)
  const renewal = setInterval(() => renew(receiver, handling), (receiver.leaseSeconds * 1_000) / 3)
  renewal.unref()
  try {
    await handle()
  } catch (error) {
    return await giveBack(receiver, handling, attempts, error)
  } finally {
    clearInterval(renewal)
  }
  await finishHandling(sql, handling, receiver.redeliverySeconds)
}

function renew({ database, leaseSeconds, log }: Receiver, handling: Handling): void {
  postponeHandling(database.sql, handling, leaseSeconds).catch((error) =>
    log.error({ error }, 'the lease of an event could not be renewed'),
  )
}

async function giveBack(
  { database, delayAfter, log, maxAttempts }: Receiver,
  handling: Handling,
  attempts: number,
  error: unknown,
): Promise<void> {
  if (attempts >= maxAttempts) return await giveUp({ database, log }, handling, attempts, error)
  log.warn(
    { ...handling, attempts, error },
    'an event could not be handled and will be tried again',
  )
  const reason = reasonOf(handling, error)
  await postponeHandling(database.sql, handling, delayAfter(attempts), reason)
}

async function giveUp(
  { database, log }: Pick<Receiver, 'database' | 'log'>,
  handling: Handling,
  attempts: number,
  error: unknown,
): Promise<void> {
  log.error({ ...handling, attempts, error }, 'an event could not be handled and is given up')
  await buryEvent(database.sql, handling.eventId, reasonOf(handling, error))
}

function reasonOf({ consumer }: Handling, error: unknown): string {
  return `${consumer}: ${String(error)}`.slice(0, 500)
}
