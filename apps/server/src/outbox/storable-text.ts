const LONGEST = 500

/** As much as is kept of an error, without what PostgreSQL refuses in a text. */
export function storableText(error: unknown): string {
  return String(error).replaceAll('\0', '').slice(0, LONGEST)
}
