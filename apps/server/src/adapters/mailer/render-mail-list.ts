import type { KeptMail } from './kept-mailer.ts'
import { escapeHtml, renderViewerPage } from './render-viewer-page.ts'

/** The page of kept mails, in the order given. */
export function renderMailList(mails: readonly KeptMail[]): string {
  const intro = `<h1>Kept mail</h1>
<p class="muted">No mail server is set (SMTP_URL), so mail is kept here instead of being sent.</p>`
  const list =
    mails.length === 0
      ? '<p>No mail yet. Book a meeting or ask for a new password, then load this page again.</p>'
      : `<ul>\n${mails.map(renderEntry).join('\n')}\n</ul>`
  return renderViewerPage('Kept mail', `${intro}\n${list}`)
}

function renderEntry({ id, keptAt, mail }: KeptMail): string {
  const details = `To ${mail.to.address}, ${keptAt}`
  const link = `/dev/mail/${encodeURIComponent(id)}`
  return `<li><a href="${link}">${escapeHtml(mail.subject)}<span>${escapeHtml(details)}</span></a></li>`
}
