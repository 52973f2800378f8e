import { createServer } from 'node:net'
import type { AddressObject, Attachment } from 'mailparser'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Mail, MailRefusedError } from '../../ports/mailer.ts'
import { type DeliveredMail, describeMailer } from './mailer.suite.ts'
import { createSmtpMailer } from './smtp-mailer.ts'
import {
  type ReceivedMessage,
  startSmtpServer,
  type TestSmtpServer,
} from './smtp-server.test-kit.ts'

const mail: Mail = {
  messageId: 'a1b2c3@rendez.example',
  from: { name: 'Rendez', address: 'mail@rendez.example' },
  to: { name: 'Grace', address: 'grace@guest.example' },
  subject: 'Confirmed',
  text: 'text',
  html: '<p>text</p>',
  invitation: { method: 'CANCEL', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' },
}

const timeouts = { connectMilliseconds: 2_000, sendMilliseconds: 2_000 }

function mailboxes(field: AddressObject | AddressObject[] | undefined) {
  return [field ?? []]
    .flat()
    .flatMap(({ value }) => value.map(({ name, address = '' }) => ({ name, address })))
}

function methodOf({ headers }: Attachment): string {
  const type = headers.get('content-type')
  const method = typeof type === 'object' && 'params' in type ? type.params.method : undefined
  return method ?? ''
}

function toDelivered({ parsed, recipients }: ReceivedMessage): DeliveredMail {
  const calendars = parsed.attachments.filter(({ contentType }) => contentType === 'text/calendar')
  const [from = { name: '', address: '' }] = mailboxes(parsed.from)
  return {
    messageId: (parsed.messageId ?? '').slice(1, -1),
    from,
    recipients,
    to: mailboxes(parsed.to),
    replyTo: mailboxes(parsed.replyTo),
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html || '',
    invitation: calendars[0]
      ? { method: methodOf(calendars[0]), content: calendars[0].content.toString('utf8') }
      : null,
  }
}

describeMailer('SMTP mailer', async () => {
  const server = await startSmtpServer()
  const mailer = createSmtpMailer(server.url, timeouts)
  return {
    mailer,
    delivered: async () => server.received.map(toDelivered),
    close: async () => {
      await mailer.close()
      await server.stop()
    },
  }
})

describe('with a mail server that has its moods', () => {
  let server: TestSmtpServer
  beforeEach(async () => {
    server = await startSmtpServer()
  })
  afterEach(() => server.stop())

  const send = () => createSmtpMailer(server.url, timeouts).send(mail)

  test.each([550, 551, 553, 554])(
    'a recipient refused with %i is refused for good',
    async (code) => {
      server.answer.toRecipient = () => code
      await expect(send()).rejects.toThrow(MailRefusedError)
    },
  )

  test.each([552, 554])('a message refused with %i is refused for good', async (code) => {
    server.answer.toMessage = () => code
    await expect(send()).rejects.toThrow(MailRefusedError)
  })

  test.each([421, 450, 451, 452, 530])('what %i stands for may be tried again', async (code) => {
    server.answer.toRecipient = () => code
    const refused = await send().catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Error)
    expect(refused).not.toBeInstanceOf(MailRefusedError)
  })

  test('a connection that drops after the message may be tried again', async () => {
    server.answer.toMessage = () => 'drop'
    const dropped = await send().catch((error: unknown) => error)
    expect(dropped).toBeInstanceOf(Error)
    expect(dropped).not.toBeInstanceOf(MailRefusedError)
    expect(server.received).toHaveLength(1)
  })

  test('the parts and headers are those of a calendar invitation, and no others', async () => {
    await send()
    const [message] = server.received
    const headers = message?.parsed.headerLines.map(({ key }) => key).sort()
    expect(headers).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ])
    const types = [...(message?.raw ?? '').matchAll(/^Content-Type: ([^\r\n]*)/gm)]
    expect(types.map(([, type = '']) => type.replace(/; *(boundary=.*)?$/, ''))).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain; charset=utf-8',
      'text/html; charset=utf-8',
      'text/calendar; charset=utf-8; method=CANCEL',
      'application/ics; name=invite.ics',
    ])
  })
})

test('a server that cannot be reached, or never greets, may be tried again', async () => {
  const silent = createServer()
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const address = silent.address()
  const port = typeof address === 'object' ? address?.port : 0
  const mailer = createSmtpMailer(`smtp://127.0.0.1:${port}`, {
    connectMilliseconds: 50,
    sendMilliseconds: 50,
  })
  await expect(mailer.send(mail)).rejects.not.toThrow(MailRefusedError)
  await new Promise((resolve) => silent.close(resolve))
  await expect(mailer.send(mail)).rejects.not.toThrow(MailRefusedError)
})
