import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import type { DomainEvent } from '../../outbox/domain-event.ts'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import type { MailAddress, Mailer } from '../../ports/mailer.ts'
import type { SmsSender } from '../../ports/sms-sender.ts'
import { loadBookingForMail } from './notifications.repository.ts'
import { readRule } from './read-rule.ts'
import { sendReminder } from './send-reminder.ts'
import { sendWorkflow } from './send-workflow.ts'

export type MessageDueEvent = Extract<DomainEvent, { kind: 'message.fell_due' }>

export type MessageDeps = {
  database: Database
  mailer: Mailer
  smsSender: SmsSender
  /** Counts text messages. */
  store: Pick<KeyValueStore, 'takeToken'>
  log: Log
  secret: string
  publicUrl: string
  mailFrom: MailAddress
}

/**
 * The time of a message about a booking has come: it is sent, or noted as no longer needed.
 * @throws when this release does not know its rule
 */
export async function onMessageDue(deps: MessageDeps, event: MessageDueEvent): Promise<void> {
  const rule = readRule(event.payload.rule)
  const found = await loadBookingForMail(deps.database, event.payload.bookingId)
  if (found === null) {
    return deps.log.warn({ eventId: event.id, kind: event.kind }, 'nobody is left to be told')
  }
  if (rule.kind === 'reminder') await sendReminder(deps, event, { found, rule })
  else await sendWorkflow(deps, event, { found, rule })
}
