const LONGEST = 500

/** As much of a text as is kept of an error, without what PostgreSQL refuses in a text. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').slice(0, LONGEST)
}
