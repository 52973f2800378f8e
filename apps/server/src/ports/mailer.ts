/** A mailbox as parts: joined into a header only by the mail library, never by us. */
export type MailAddress = { name: string; address: string }

export type Mail = {
  /** The same for every attempt at the same message, without angle brackets. */
  messageId: string
  from: MailAddress
  to: MailAddress
  replyTo?: MailAddress
  subject: string
  text: string
  html: string
  /** One calendar object; `method` equals the METHOD inside `content` (RFC 6047). */
  invitation?: { method: 'REQUEST' | 'CANCEL'; content: string }
}

/** Refused for good by the mail server (5xx): trying again cannot help. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError'
}

export type Mailer = {
  /**
   * Resolves once the mail server has accepted the message.
   * @throws MailRefusedError when it is refused for good; any other error may be tried again.
   */
  send(mail: Mail): Promise<void>
  close(): Promise<void>
}
