/** A mail that is ready but for its addresses. */
export type Message = { subject: string; html: string; text: string }

export type Detail = {
  label: string
  /** Lines of plain text. */
  lines: readonly string[]
  /** Makes the lines a link. Only for addresses that are ours or checked. */
  href?: string
  /** No longer valid: shown struck through; the label says so in words as well. */
  former?: boolean
}

/** What a mail says. HTML and text are two renderings of the same letter, so they cannot differ. */
export type Letter = {
  subject: string
  /** The line that an inbox shows after the subject. */
  preview: string
  heading: string
  intro?: string
  /** Text that somebody wrote, its lines and paragraphs kept. */
  body?: string
  details: readonly Detail[]
  action?: { label: string; url: string }
  closing: readonly string[]
}
