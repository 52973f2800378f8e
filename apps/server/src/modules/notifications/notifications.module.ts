import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import type { DomainEvent } from '../../outbox/domain-event.ts'
import type { MailAddress, Mailer } from '../../ports/mailer.ts'
import type { MessageBus } from '../../ports/message-bus.ts'
import { type AccountDomainEvent, onAccountEvent } from './on-account-event.ts'
import { onBookingEvent } from './on-booking-event.ts'

type NotificationsDeps = {
  database: Database
  mailer: Mailer
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

/** Mails people what happened to their bookings and accounts. */
export function createNotificationsModule(deps: NotificationsDeps): NotificationsModule {
  return {
    register: (bus) =>
      bus.subscribe(notificationsConsumer, (event) =>
        isAccountEvent(event) ? onAccountEvent(deps, event) : onBookingEvent(deps, event),
      ),
  }
}

function isAccountEvent(event: DomainEvent): event is AccountDomainEvent {
  return event.kind.startsWith('account.')
}
