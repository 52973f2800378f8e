// U+200C breaks a word without being seen: what follows is the list of what mail programs turn
// into a link on their own.
const GAP = '\u200c'

/**
 * Text that somebody typed, as text in a mail: no control characters, and no address in it becomes
 * a link, because a stranger may have typed it to be sent from our domain.
 */
export function inertText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
    .replaceAll('://', `:${GAP}//${GAP}`)
    .replace(/@(?=\S)/g, `@${GAP}`)
    .replace(/(?<=[\p{L}\p{N}-])\.(?=\p{L})/gu, `${GAP}.${GAP}`)
}
