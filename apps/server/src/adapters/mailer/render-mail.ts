import type { MailAddress } from '../../ports/mailer.ts'
import type { KeptMail } from './kept-mailer.ts'
import { escapeHtml, renderViewerPage } from './render-viewer-page.ts'

/**
 * The page of one kept mail: its headers, its HTML in a frame without rights of its own, its text
 * and its invitation.
 */
export function renderMail({ keptAt, mail }: KeptMail): string {
  const { from, to, replyTo, subject, messageId, html, text, invitation } = mail
  const headers = [
    ['From', mailbox(from)],
    ['To', mailbox(to)],
    ...(replyTo ? [['Reply-To', mailbox(replyTo)]] : []),
    ['Kept', keptAt],
    ['Message-ID', messageId],
  ]
  const rows = headers.map(
    ([name = '', value = '']) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`,
  )
  // A link may leave the frame, or nobody could follow the one of a new password.
  const rights = 'allow-popups allow-popups-to-escape-sandbox'
  return renderViewerPage(
    subject,
    `<p><a href="/dev/mail">All kept messages</a></p>
<h1>${escapeHtml(subject)}</h1>
<dl>${rows.join('')}</dl>
<iframe title="The mail as HTML" sandbox="${rights}" referrerpolicy="no-referrer" srcdoc="${escapeHtml(html)}"></iframe>
<h2>The mail as text</h2>
<pre>${escapeHtml(text)}</pre>
${invitation ? `<h2>The invitation (${escapeHtml(invitation.method)})</h2>\n<pre>${escapeHtml(invitation.content)}</pre>` : ''}`,
  )
}

function mailbox({ name, address }: MailAddress): string {
  return name === '' ? address : `${name} <${address}>`
}
