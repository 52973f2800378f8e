import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import type { DomainEvent } from '../../outbox/domain-event.ts'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import type { MailAddress, Mailer } from '../../ports/mailer.ts'
import type { MessageBus } from '../../ports/message-bus.ts'
import type { SmsSender } from '../../ports/sms-sender.ts'
import { type AccountDomainEvent, onAccountEvent } from './on-account-event.ts'
import { onBookingEvent } from './on-booking-event.ts'
import { type MessageDueEvent, onMessageDue } from './on-message-due.ts'

type NotificationsDeps = {
  database: Database
  mailer: Mailer
  smsSender: SmsSender
  /** Counts text messages. */
  store: Pick<KeyValueStore, 'takeToken'>
  log: Log
  /** Derives the manage tokens of invitees' links. */
  secret: string
  /** Where people reach the server, without a final slash. */
  publicUrl: string
  /** The sender of every mail. */
  mailFrom: MailAddress
}

export type NotificationsModule = { register(bus: MessageBus): void }

/** The name of this module's queue: never another one. */
export const notificationsConsumer = 'notifications'

/** Tells people what happened to their bookings and accounts, and what is coming up. */
export function createNotificationsModule(deps: NotificationsDeps): NotificationsModule {
  return { register: (bus) => bus.subscribe(notificationsConsumer, (event) => tell(deps, event)) }
}

function tell(deps: NotificationsDeps, event: DomainEvent): Promise<void> {
  if (event.kind === 'message.fell_due') return onMessageDue(deps, event)
  return isAccountEvent(event) ? onAccountEvent(deps, event) : onBookingEvent(deps, event)
}

function isAccountEvent(event: Exclude<DomainEvent, MessageDueEvent>): event is AccountDomainEvent {
  return event.kind.startsWith('account.')
}
