import { type Sms, SmsRefusedError } from '../../ports/sms-sender.ts'

const e164 = /^\+[1-9]\d{6,14}$/
// What providers take for one message, in parts.
const MOST_CHARACTERS = 1_600

/**
 * A message must have one whole number and a text that is neither empty nor too long.
 * @throws SmsRefusedError, without the number
 */
export function assertTextable({ to, text }: Sms): void {
  if (!e164.test(to)) throw new SmsRefusedError('the number is not of the form +33612345678')
  if (text.trim() === '') throw new SmsRefusedError('the message has no text')
  if (text.length > MOST_CHARACTERS) throw new SmsRefusedError('the message is too long')
}
