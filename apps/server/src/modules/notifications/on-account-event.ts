import { type Message, passwordReset, signUpConfirmation, signUpRepeated } from '@rendez/emails'
import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import type { DomainEvent } from '../../outbox/domain-event.ts'
import type { MailAddress, Mailer } from '../../ports/mailer.ts'
import { sendMessage } from './send-message.ts'

export type AccountDomainEvent = Extract<DomainEvent, { kind: `account.${string}` }>

type Deps = { database: Database; mailer: Mailer; log: Log; mailFrom: MailAddress }

/** Tells the owner of an address what was asked for in their name. */
export async function onAccountEvent(deps: Deps, event: AccountDomainEvent): Promise<void> {
  await sendMessage(deps, {
    eventId: event.id,
    template: event.kind,
    from: deps.mailFrom,
    to: {
      name: 'name' in event.payload ? event.payload.name : '',
      address: event.payload.email,
    },
    message: renderMessage(event),
  })
}

function renderMessage(event: AccountDomainEvent): Message {
  switch (event.kind) {
    case 'account.password_reset_requested':
      return passwordReset(event.payload)
    case 'account.sign_up_requested':
      return signUpConfirmation(event.payload)
    case 'account.sign_up_repeated':
      return signUpRepeated(event.payload)
  }
}
