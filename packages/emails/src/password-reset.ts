import { inertText } from './inert-text.ts'
import type { Message } from './letter.ts'
import { renderLetter } from './render-letter.tsx'

/** To the owner of an account for whose address somebody asked for a new password. */
export function passwordReset({ name, url }: { name: string; url: string }): Message {
  return renderLetter({
    subject: 'Set a new password',
    preview: 'A link to set a new password for your account.',
    heading: 'Set a new password',
    intro: `Hello ${inertText(name)}, somebody asked for a new password for your account. If it was you, choose one here:`,
    details: [],
    action: { label: 'Choose a new password', url },
    closing: [
      'The link works once, for an hour.',
      'If it was not you, there is nothing to do: your password stays as it is.',
    ],
  })
}
