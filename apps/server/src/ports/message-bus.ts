import type { DomainEvent } from '../outbox/domain-event.ts'

export type EventHandler = (event: DomainEvent) => Promise<void>

/** Carries domain events from the outbox to their handlers, at least once. */
export type MessageBus = {
  /** `consumer` names the handler for good: retries and the inbox refer to it. */
  subscribe(consumer: string, handler: EventHandler): void
  /** Resolves when every consumer has handled the event, or the broker has it safely. */
  publish(event: DomainEvent): Promise<void>
  /** False while the broker is away or takes nothing: what would be published now could only fail. */
  isReady(): boolean
  /** Asks the broker. Rejects, with a reason for whoever runs it, when it is of no use now. */
  ping(): Promise<void>
  /** Who handles events after `publish` has resolved: the outbox keeps an event until each of them has. */
  laterConsumers(): string[]
  /** What waits in each queue of a broker, its dead letters among them; rejects while it is away. */
  countMessages(): Promise<QueueDepth[]>
  close(): Promise<void>
}

export type QueueDepth = { queue: string; messages: number }

/** What became of a message that a broker brought; a reason when it is none of ours. */
export type Receipt = { understood: true } | { understood: false; reason: string }

/**
 * Hands a message of the broker to its handler, once, and keeps what became of it. Rejects only when
 * that could not be kept; the message must come again then.
 */
export type ReceiveEvent = (
  consumer: string,
  message: unknown,
  handler: EventHandler,
) => Promise<Receipt>

/** Has everything published again that a broker had for this consumer, and has lost. */
export type RedeliverEvents = (consumer: string) => Promise<void>
