import type { KeptSms } from '../sms-sender/kept-sms-sender.ts'
import { escapeHtml, renderViewerPage } from './render-viewer-page.ts'

/** The page of one kept text message. */
export function renderSms({ keptAt, sms }: KeptSms): string {
  const title = `SMS to ${sms.to}`
  return renderViewerPage(
    title,
    `<p><a href="/dev/mail">All kept messages</a></p>
<h1>${escapeHtml(title)}</h1>
<dl><dt>Kept</dt><dd>${escapeHtml(keptAt)}</dd><dt>Characters</dt><dd>${sms.text.length}</dd></dl>
<pre class="wrapped">${escapeHtml(sms.text)}</pre>`,
  )
}
