import { canaryCorpus } from '@rendez/icalendar/canary-corpus'
import { expect, test } from 'vitest'
import type { KeptSms } from '../sms-sender/kept-sms-sender.ts'
import type { KeptMail } from './kept-mailer.ts'
import { createMailViewer } from './mail-viewer.ts'

const keptWith = (text: string): KeptMail => ({
  id: '20260401080000000-0123456789ab',
  keptAt: '2026-04-01T08:00:00.000Z',
  mail: {
    messageId: 'a1b2c3@rendez.example',
    from: { name: text, address: 'mail@rendez.example' },
    to: { name: text, address: 'grace@guest.example' },
    replyTo: { name: text, address: 'ada@host.example' },
    subject: text,
    text,
    html: `<!DOCTYPE html><p title="${text}">${text}</p><script>alert(1)</script>`,
    invitation: { method: 'REQUEST', content: text },
  },
})

const smsWith = (text: string): KeptSms => ({
  id: '20260401080000001-0123456789ab',
  keptAt: '2026-04-01T08:00:00.001Z',
  sms: { to: '+33612345678', text },
})

const keptOf = <Kept extends { id: string }>(all: Kept[]) => ({
  list: async () => all,
  read: async (id: string) => all.find((one) => one.id === id) ?? null,
})

const viewerOf = (...mails: KeptMail[]) =>
  createMailViewer({ mailer: keptOf(mails), smsSender: null })

const tagsIn = (html: string) => [...html.matchAll(/<[!/a-z][^>]*>/gi)].map(([tag]) => tag)

test('lists subjects and recipients, each linked to its page', async () => {
  const kept = keptWith('Confirmed: Intro')
  const page = await viewerOf(kept).renderMailList()
  expect(page).toContain(
    `<a href="/dev/mail/${kept.id}">Confirmed: Intro<span>To grace@guest.example`,
  )
})

test('says what to do as long as there is none', async () => {
  expect(await viewerOf().renderMailList()).toContain('No message yet.')
})

test('shows HTML, text and invitation of one mail, and nothing of one that is not there', async () => {
  const kept = keptWith('Confirmed: Intro')
  const page = await viewerOf(kept).renderMail(kept.id)
  expect(page).toContain('srcdoc="&lt;!DOCTYPE html&gt;&lt;p title=&quot;Confirmed: Intro&quot;')
  expect(page).toContain('<pre>Confirmed: Intro</pre>')
  expect(page).toContain('The invitation (REQUEST)')
  expect(page).toContain('Confirmed: Intro &lt;mail@rendez.example&gt;')
  expect(await viewerOf(kept).renderMail('other')).toBeNull()
})

test('the frame of the HTML may run no script and is of no origin', async () => {
  const kept = keptWith('x')
  const page = await viewerOf(kept).renderMail(kept.id)
  const [frame] = tagsIn(page ?? '').filter((tag) => tag.startsWith('<iframe'))
  expect(frame).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
})

test.each(canaryCorpus)('no text of a mail becomes part of the page: $name', async ({ text }) => {
  const plain = keptWith('plain')
  const kept = keptWith(text)
  const withoutFrame = (page: string) =>
    tagsIn(page).filter((tag) => !/^<(iframe|meta|style)/.test(tag))
  const list = await viewerOf(kept).renderMailList()
  expect(withoutFrame(list)).toEqual(withoutFrame(await viewerOf(plain).renderMailList()))
  const page = (await viewerOf(kept).renderMail(kept.id)) ?? ''
  const plainPage = (await viewerOf(plain).renderMail(plain.id)) ?? ''
  expect(withoutFrame(page)).toEqual(withoutFrame(plainPage))
  expect(page.match(/<iframe [^<>]*><\/iframe>/g)).toHaveLength(1)
})

test('text messages stand among the mail, the newest first, each with its own page', async () => {
  const [mail, sms] = [keptWith('Confirmed: Intro'), smsWith('See you at 15:00')]
  const viewer = createMailViewer({ mailer: keptOf([mail]), smsSender: keptOf([sms]) })
  const list = await viewer.renderMailList()
  expect(list.indexOf('SMS: See you at 15:00')).toBeLessThan(list.indexOf('Confirmed: Intro'))
  expect(list.indexOf('SMS: See you at 15:00')).toBeGreaterThan(-1)
  expect(list).toContain('SMTP_URL')
  expect(list).toContain('SMS_URL')
  expect(await viewer.renderMail(sms.id)).toContain('<pre class="wrapped">See you at 15:00</pre>')
})

test('where mail is sent, text messages are shown alone', async () => {
  const viewer = createMailViewer({ mailer: null, smsSender: keptOf([smsWith('See you')]) })
  expect(await viewer.renderMailList()).not.toContain('SMTP_URL')
  expect(await viewer.renderMail('other')).toBeNull()
})

test.each(canaryCorpus)('no text message becomes part of the page: $name', async ({ text }) => {
  const pagesOf = async (sms: KeptSms) => {
    const viewer = createMailViewer({ mailer: null, smsSender: keptOf([sms]) })
    const pages = [await viewer.renderMailList(), (await viewer.renderMail(sms.id)) ?? '']
    return pages.map((page) => tagsIn(page).filter((tag) => !/^<(meta|style)/.test(tag)))
  }
  expect(await pagesOf(smsWith(text))).toEqual(await pagesOf(smsWith('plain')))
})
