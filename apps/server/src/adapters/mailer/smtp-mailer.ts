import { createTransport } from 'nodemailer'
import { type Mail, type Mailer, MailRefusedError } from '../../ports/mailer.ts'
import { assertSendable } from './assert-sendable.ts'

type Timeouts = {
  /** To be connected and greeted. */
  connectMilliseconds: number
  /** For one message as a whole. */
  sendMilliseconds: number
}

const defaultTimeouts: Timeouts = { connectMilliseconds: 10_000, sendMilliseconds: 45_000 }

/**
 * Sends through a mail server: `smtp://` (with STARTTLS where the server offers it) or `smtps://`,
 * user and password in the address. A connection for every message: a pool sends a message again on
 * its own when a connection breaks, and the relay would not know.
 */
export function createSmtpMailer(url: string, timeouts: Timeouts = defaultTimeouts): Mailer {
  const { connectMilliseconds, sendMilliseconds } = timeouts
  const transport = createTransport({
    url,
    dnsTimeout: connectMilliseconds,
    connectionTimeout: connectMilliseconds,
    greetingTimeout: connectMilliseconds,
    socketTimeout: sendMilliseconds,
  })
  return {
    send: async (mail) => {
      assertSendable(mail)
      const signal = AbortSignal.timeout(sendMilliseconds)
      try {
        await transport.sendMail({ ...toMessage(mail), signal })
      } catch (error) {
        throw isRefusal(error) ? new MailRefusedError(error.message) : error
      }
    },
    close: async () => transport.close(),
  }
}

function toMessage({ messageId, from, to, replyTo, subject, text, html, invitation }: Mail) {
  return {
    messageId: `<${messageId}>`,
    from,
    to,
    ...(replyTo ? { replyTo } : {}),
    subject,
    text,
    html,
    ...(invitation ? { icalEvent: { ...invitation, filename: 'invite.ics' } } : {}),
    // RFC 3834: nobody's absence note answers this.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/**
 * Whether the server refused this recipient or this message for good. A refusal of us (log-in,
 * sender, relaying without it) says nothing of the message: that is for the operator to mend, and
 * the message waits.
 */
function isRefusal(error: unknown): error is Error {
  if (!(error instanceof Error) || !('responseCode' in error) || !('command' in error)) return false
  const { command, responseCode } = error
  const ofMessage = command === 'RCPT TO' || command === 'DATA'
  const forGood = typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600
  // 503: commands out of order. 530: log in first. Both are about us.
  return ofMessage && forGood && responseCode !== 503 && responseCode !== 530
}
