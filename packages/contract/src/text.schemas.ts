import { z } from 'zod'

// C0 and C1 controls would reach mail headers and calendar lines; bidirectional overrides let a
// name rewrite the text around it. Tab and newline are handled by the callers.
const controlCharacters = /(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu

// Half of a surrogate pair is no character, and PostgreSQL refuses it in JSON.
const stripControls = (text: string) => text.replace(controlCharacters, '').toWellFormed()

/** One line of text: controls removed, white space collapsed to single spaces, trimmed. */
export const lineSchema = (max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((text) => stripControls(text.replace(/\s+/g, ' ')).trim())
    .pipe(z.string().min(1, 'Please fill this in.').max(max, `At most ${max} characters.`))
    // For the document: the looser limit above only bounds the work of the transformation.
    .meta({ minLength: 1, maxLength: max })

/** Text of several lines, possibly empty: controls removed, line ends are \n. */
export const textSchema = (max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((text) => stripControls(text.replace(/\r\n?/g, '\n')).trim())
    .pipe(z.string().max(max, `At most ${max} characters.`))
    .meta({ maxLength: max })

/** What somebody looks for: nothing that a database could refuse, and nothing is also fine. */
export const searchSchema = z.string().max(100).transform(stripControls)

/** A mail address of one person: no display name, no list, no quoting. */
export const emailSchema = z
  .string()
  .max(254)
  .transform((text) => text.trim())
  .pipe(z.email('Please enter a valid e-mail address.'))
  .meta({ format: 'email' })

export const httpsUrlSchema = z
  .string()
  .max(500)
  .transform((text) => stripControls(text).trim())
  .pipe(z.url({ protocol: /^https$/, error: 'Please enter a link that starts with https://' }))

const phoneMend = 'Please enter the number with its country code, such as +33 6 12 34 56 78.'

/**
 * A phone number as people write it, to E.164: spaces and punctuation go, `00` in front is a plus, and
 * a `(0)` that is not dialled from abroad goes too.
 */
export const phoneSchema = z
  .string()
  .max(60, phoneMend)
  .transform((text) =>
    text
      .normalize('NFKC')
      .replace(/\(0\)/g, '')
      .replace(/[\s\p{Cf}().\-/\u2010-\u2015]/gu, '')
      .replace(/^00/, '+'),
  )
  .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/, phoneMend))
  .meta({ description: 'A phone number with its country code.', example: '+33612345678' })
