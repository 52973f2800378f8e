import type { DomainEvent } from '../outbox/domain-event.ts'

export type EventHandler = (event: DomainEvent) => Promise<void>

/** Carries domain events from the outbox to their handlers, at least once. */
export type MessageBus = {
  /** `consumer` names the handler for good: retries and the inbox refer to it. */
  subscribe(consumer: string, handler: EventHandler): void
  /** Resolves when every consumer has handled the event, or the broker has it safely. */
  publish(event: DomainEvent): Promise<void>
  close(): Promise<void>
}
