import { type Mail, MailRefusedError } from '../../ports/mailer.ts'

const bareAddress = /^[^\s\p{Cc}<>()[\]\\,;:"@]+@[^\s\p{Cc}<>()[\]\\,;:"@]+$/u

/**
 * Every address must be one bare address: a mail library takes more than that for a list.
 * @throws MailRefusedError
 */
export function assertSendable({ from, to, replyTo }: Mail): void {
  for (const mailbox of [from, to, ...(replyTo ? [replyTo] : [])]) {
    if (!bareAddress.test(mailbox.address)) {
      throw new MailRefusedError('an address of the message is not a mail address')
    }
  }
}
