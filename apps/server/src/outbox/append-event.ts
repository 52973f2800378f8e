import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '../db/client.ts'
import { readLogContext } from '../log-context.ts'
import type { DomainEvent } from './domain-event.ts'
import { outbox } from './outbox.table.ts'

type NewEvent = DomainEvent extends infer Event
  ? Event extends DomainEvent
    ? Pick<Event, 'kind' | 'subject' | 'payload'>
    : never
  : never

/**
 * Writes an event in the transaction of what it tells, so that neither exists without the other.
 * Nudge the relay after the commit.
 */
export async function appendEvent(transaction: Transaction, event: NewEvent): Promise<void> {
  const { kind, subject, payload } = event
  const requestId = readLogContext().requestId ?? null
  await transaction.insert(outbox).values({ id: uuidv7(), kind, subject, payload, requestId })
}
