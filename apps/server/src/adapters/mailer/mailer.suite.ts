import { canaryCorpus } from '@rendez/icalendar/canary-corpus'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Mail, type MailAddress, type Mailer, MailRefusedError } from '../../ports/mailer.ts'

/** A message as whoever got it sees it. */
export type DeliveredMail = {
  messageId: string
  from: MailAddress
  /** Everybody who gets it, by the envelope. */
  recipients: string[]
  to: MailAddress[]
  replyTo: MailAddress[]
  subject: string
  text: string
  html: string
  invitation: { method: string; content: string } | null
}

export type MailerHarness = {
  mailer: Mailer
  delivered(): Promise<DeliveredMail[]>
  close(): Promise<void>
}

const invitation = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n'

const mail: Mail = {
  messageId: 'a1b2c3@rendez.example',
  from: { name: 'Ada via Rendez', address: 'mail@rendez.example' },
  to: { name: 'Grace Hopper', address: 'grace@guest.example' },
  replyTo: { name: 'Ada', address: 'ada@host.example' },
  subject: 'Confirmed: Intro with Zoë 東京',
  text: 'Grüße – 15:00\n',
  html: '<!DOCTYPE html><p>Grüße – 15:00</p>',
  invitation: { method: 'REQUEST', content: invitation },
}

/** What every mailer does, whoever takes the message. */
export function describeMailer(name: string, createHarness: () => Promise<MailerHarness>): void {
  describe(name, () => {
    let harness: MailerHarness
    beforeEach(async () => {
      harness = await createHarness()
    })
    afterEach(() => harness.close())

    const deliver = async (message: Mail): Promise<DeliveredMail | undefined> => {
      await harness.mailer.send(message)
      const [first, ...others] = await harness.delivered()
      expect(others).toEqual([])
      return first
    }

    test('brings a message to its one recipient, whole', async () => {
      expect(await deliver(mail)).toEqual({
        messageId: mail.messageId,
        from: mail.from,
        recipients: [mail.to.address],
        to: [mail.to],
        replyTo: [mail.replyTo],
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        invitation: mail.invitation,
      })
    })

    test('brings a message without invitation and address to reply to', async () => {
      const { invitation: _, replyTo: __, ...plain } = mail
      expect(await deliver(plain)).toMatchObject({ invitation: null, replyTo: [], text: mail.text })
    })

    test('a second attempt at a message is the same message', async () => {
      await harness.mailer.send(mail)
      await harness.mailer.send(mail)
      const ids = (await harness.delivered()).map(({ messageId }) => messageId)
      expect(ids).toEqual([mail.messageId, mail.messageId])
    })

    test.each(canaryCorpus)('text stays where it was put: $name', async ({ text }) => {
      const delivered = await deliver({
        ...mail,
        subject: `Subject ${text}`,
        text: `Text ${text}`,
        from: { ...mail.from, name: text },
        to: { ...mail.to, name: text },
        replyTo: { name: text, address: 'ada@host.example' },
      })
      expect(delivered?.recipients).toEqual([mail.to.address])
      const addresses = [delivered?.from, ...(delivered?.to ?? []), ...(delivered?.replyTo ?? [])]
      expect(addresses.map((mailbox) => mailbox?.address)).toEqual([
        mail.from.address,
        mail.to.address,
        'ada@host.example',
      ])
      expect(delivered?.html).toBe(mail.html)
      expect(delivered?.invitation).toEqual(mail.invitation)
    })

    test.each([
      'ada@host.example, eve@evil.example',
      'Eve <eve@evil.example>',
      'ada@host.example\r\nBcc: eve@evil.example',
      '"a b"@host.example',
      'nobody',
      '',
    ])('refuses for good what is not one bare address: %j', async (address) => {
      for (const field of ['to', 'from', 'replyTo'] as const) {
        const sending = harness.mailer.send({ ...mail, [field]: { name: 'x', address } })
        await expect(sending).rejects.toThrow(MailRefusedError)
      }
      expect(await harness.delivered()).toEqual([])
    })
  })
}
