import type { Database } from '../db/client.ts'
import { withLogContext } from '../log-context.ts'
import type { Log } from '../logger.ts'
import type { EventHandler, ReceiveEvent } from '../ports/message-bus.ts'
import type { DomainEvent } from './domain-event.ts'
import { eventContext } from './event-context.ts'
import {
  type Attempt,
  beginHandling,
  buryEvent,
  countAttempt,
  deleteHandled,
  finishHandling,
  type Handling,
  postponeHandling,
} from './inbox.repository.ts'
import { keepEnds, type UnnotedEnds } from './keep-ends.ts'
import { parseEvent } from './parse-event.ts'
import { reasonToGiveUp } from './reason-to-give-up.ts'
import { MAX_ATTEMPTS, retryDelay } from './retry-delay.ts'
import { storableText } from './storable-text.ts'

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

type Receiver = Required<ReceiverOptions> & { unnotedEnds: UnnotedEnds }

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
    unnotedEnds: keepEnds(),
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
  const { leaseSeconds, maxAttempts, unnotedEnds } = receiver
  const { sql } = receiver.database
  await unnotedEnds.note(handling)
  const tries = await beginHandling(sql, handling, leaseSeconds)
  if (tries === null) {
    // Whoever has handled it may have died before this.
    await deleteHandled(sql, handling.eventId)
    return
  }
  const attempt = { ...handling, attempts: tries.attempts }
  if (tries.unendedAttempts > 1 && !(await countAttempt(sql, attempt))) return
  const reason = reasonToGiveUp(tries, maxAttempts)
  if (reason !== null) return await giveUp(receiver, attempt, reason)
  const end = await handleLeased(receiver, attempt, handle)
  await unnotedEnds.note(handling, end)
}

/** How to note what became of it. */
async function handleLeased(
  receiver: Receiver,
  attempt: Attempt,
  handle: () => ReturnType<EventHandler>,
): Promise<() => Promise<void>> {
  const renewal = setInterval(() => renew(receiver, attempt), (receiver.leaseSeconds * 1_000) / 3)
  renewal.unref()
  try {
    await handle()
    return () => finishHandling(receiver.database.sql, attempt, receiver.redeliverySeconds)
  } catch (error) {
    return () => giveBack(receiver, attempt, error)
  } finally {
    clearInterval(renewal)
  }
}

function renew({ database, leaseSeconds, log }: Receiver, attempt: Attempt): void {
  postponeHandling(database.sql, attempt, leaseSeconds).catch((error) =>
    log.error({ error }, 'the lease of an event could not be renewed'),
  )
}

async function giveBack(
  { database, delayAfter, log, maxAttempts }: Receiver,
  attempt: Attempt,
  error: unknown,
): Promise<void> {
  if (attempt.attempts >= maxAttempts) return await giveUp({ database, log }, attempt, error)
  log.warn({ ...attempt, error }, 'an event could not be handled and will be tried again')
  const reason = reasonOf(attempt, error)
  await postponeHandling(database.sql, attempt, delayAfter(attempt.attempts), reason)
}

async function giveUp(
  { database, log }: Pick<Receiver, 'database' | 'log'>,
  attempt: Attempt,
  error: unknown,
): Promise<void> {
  log.error({ ...attempt, error }, 'an event could not be handled and is given up')
  await buryEvent(database.sql, attempt, reasonOf(attempt, error))
}

function reasonOf({ consumer }: Handling, error: unknown): string {
  return storableText(`${consumer}: ${String(error)}`)
}
