import type { BookingMail } from '@rendez/emails'
import type { MailAddress } from '../../ports/mailer.ts'
import type { MessageToSend } from './send-message.ts'

/**
 * Mail comes from us and is answered to the other one. The invitee is not addressed by name: it is
 * whatever somebody typed beside this address.
 */
export function addressMail(
  { reader, host, invitee }: BookingMail,
  hostAddress: string,
  mailFrom: MailAddress,
): Pick<MessageToSend, 'from' | 'to' | 'replyTo'> {
  const hostMailbox = { name: host.name, address: hostAddress }
  if (reader === 'host') {
    return {
      from: mailFrom,
      to: hostMailbox,
      replyTo: { name: invitee.name, address: invitee.address },
    }
  }
  return {
    from: { ...mailFrom, name: `${host.name} via ${mailFrom.name || 'Rendez'}` },
    to: { name: '', address: invitee.address },
    replyTo: hostMailbox,
  }
}
