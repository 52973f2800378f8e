import { inertText } from './inert-text.ts'
import type { Message } from './letter.ts'
import { renderLetter } from './render-letter.tsx'

/** To the owner of an account with whose address somebody signed up again. */
export function signUpRepeated({ name, url }: { name: string; url: string }): Message {
  return renderLetter({
    subject: 'You already have an account',
    preview: 'Somebody signed up with your address.',
    heading: 'You already have an account',
    intro: `Hello ${inertText(name)}, somebody signed up with this address, which already has an account. If it was you, log in instead:`,
    details: [],
    action: { label: 'Log in', url },
    closing: ['If it was not you, there is nothing to do: your account stays as it is.'],
  })
}
