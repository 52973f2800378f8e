import type { Message } from './letter.ts'
import { renderLetter } from './render-letter.tsx'

/**
 * To an address that somebody signed up with. Says no name: whoever typed one need not be the
 * reader.
 */
export function signUpConfirmation({ url }: { url: string }): Message {
  return renderLetter({
    subject: 'Confirm your e-mail address',
    preview: 'One click, and your account is ready.',
    heading: 'Confirm your e-mail address',
    intro: 'Somebody signed up with this address. If it was you, confirm it here:',
    details: [],
    action: { label: 'Confirm this address', url },
    closing: [
      'The link works once, for a day.',
      'If it was not you, there is nothing to do: without this link nothing happens.',
    ],
  })
}
