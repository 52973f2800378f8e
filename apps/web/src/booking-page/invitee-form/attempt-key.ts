import { keep, recall } from './session-memory.ts'

const nameOf = (purpose: string) => `attempt:${purpose}`

function isAttempt(value: unknown): value is { key: string; body: string } {
  return typeof value === 'object' && value !== null && 'key' in value && 'body' in value
}

// crypto.randomUUID is missing where a page is served over plain HTTP.
const randomKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

/**
 * The idempotency key of a request: the same one while the same request is tried again, after a
 * reload too, so that an answer lost on the way cannot book twice; a new one for any other request.
 */
export function attemptKey(purpose: string, request: object): string {
  const body = JSON.stringify(request)
  const kept = recall(nameOf(purpose))
  if (isAttempt(kept) && kept.body === body) return kept.key
  const key = randomKey()
  keep(nameOf(purpose), { key, body })
  return key
}

/** The attempt succeeded: whoever asks for the same again means a new one. */
export const forgetAttempt = (purpose: string): void => keep(nameOf(purpose), null)
