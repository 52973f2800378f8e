import type { KeptSms } from '../sms-sender/kept-sms-sender.ts'
import type { KeptMail } from './kept-mailer.ts'
import { escapeHtml, renderViewerPage } from './render-viewer-page.ts'

type Entry = { id: string; keptAt: string; title: string; to: string }

/** The page of kept mails and text messages, the newest first; null where they are really sent. */
export function renderMailList(
  mails: readonly KeptMail[] | null,
  smses: readonly KeptSms[] | null,
): string {
  const entries = [
    ...(mails ?? []).map(({ id, keptAt, mail }) => ({
      id,
      keptAt,
      title: mail.subject,
      to: mail.to.address,
    })),
    ...(smses ?? []).map(({ id, keptAt, sms }) => ({
      id,
      keptAt,
      title: `SMS: ${sms.text.slice(0, 120)}`,
      to: sms.to,
    })),
  ].sort((one, other) => other.id.localeCompare(one.id))
  const title = mails === null ? 'Kept text messages' : 'Kept mail'
  const intro = `<h1>${title}</h1>\n<p class="muted">${explain(mails !== null, smses !== null)}</p>`
  const list =
    entries.length === 0
      ? '<p>No message yet. Book a meeting or ask for a new password, then load this page again.</p>'
      : `<ul>\n${entries.map(renderEntry).join('\n')}\n</ul>`
  return renderViewerPage(title, `${intro}\n${list}`)
}

function explain(mail: boolean, sms: boolean): string {
  const reasons = [
    ...(mail
      ? ['No mail server is set (SMTP_URL), so mail is kept here instead of being sent.']
      : []),
    ...(sms ? ['No SMS provider is set (SMS_URL), so text messages are kept here too.'] : []),
  ]
  return reasons.join(' ')
}

function renderEntry({ id, keptAt, title, to }: Entry): string {
  const link = `/dev/mail/${encodeURIComponent(id)}`
  return `<li><a href="${link}">${escapeHtml(title)}<span>${escapeHtml(`To ${to}, ${keptAt}`)}</span></a></li>`
}
