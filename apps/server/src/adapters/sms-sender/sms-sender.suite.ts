import { canaryCorpus } from '@rendez/icalendar/canary-corpus'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Sms, SmsRefusedError, type SmsSender } from '../../ports/sms-sender.ts'

export type SmsSenderHarness = {
  sender: SmsSender
  /** In the order of sending. */
  delivered(): Promise<Sms[]>
  close(): Promise<void>
}

const sms: Sms = { to: '+9779812345678', text: 'Reminder: Intro mit Zoë 東京, 15:00' }

/** What every sender of text messages does, whoever takes them. */
export function describeSmsSender(
  name: string,
  createHarness: () => Promise<SmsSenderHarness>,
): void {
  describe(name, () => {
    let harness: SmsSenderHarness
    beforeEach(async () => {
      harness = await createHarness()
    })
    afterEach(() => harness.close())

    test('brings a text to its number, whole, and answers its name', async () => {
      const { providerId } = await harness.sender.send(sms)
      expect(providerId).toMatch(/^\S{10,}$/)
      expect(await harness.delivered()).toEqual([sms])
    })

    test('each sending is a message of its own', async () => {
      const first = await harness.sender.send(sms)
      const second = await harness.sender.send(sms)
      expect(first.providerId).not.toBe(second.providerId)
      expect(await harness.delivered()).toEqual([sms, sms])
    })

    test.each(canaryCorpus)('text stays text: $name', async ({ text }) => {
      const typed = `Hello ${text.toWellFormed()}`
      await harness.sender.send({ ...sms, text: typed })
      expect(await harness.delivered()).toEqual([{ ...sms, text: typed }])
    })

    test.each(['', '0612345678', '+0612345678', '+33 6 12', 'whatsapp:+33612345678', '+1\r\n23'])(
      'refuses for good what is not one whole number: %j',
      async (to) => {
        await expect(harness.sender.send({ ...sms, to })).rejects.toThrow(SmsRefusedError)
        expect(await harness.delivered()).toEqual([])
      },
    )

    test.each(['', ' \n', 'x'.repeat(1_601)])(
      'refuses for good a text that is none',
      async (text) => {
        await expect(harness.sender.send({ ...sms, text })).rejects.toThrow(SmsRefusedError)
        expect(await harness.delivered()).toEqual([])
      },
    )
  })
}
