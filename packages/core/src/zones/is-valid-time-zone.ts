/** Whether `id` is an IANA zone name in its usual spelling; offsets such as +05:00 are not. */
export function isValidTimeZone(id: string): boolean {
  throw new Error(`being written: ${id}`)
}
