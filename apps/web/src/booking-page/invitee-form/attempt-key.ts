import { keep, recall } from './session-memory.ts'

const nameOf = (purpose: string) => `attempt:${purpose}`

function isAttempt(value: unknown): value is { key: string; body: string } {
  if (typeof value !== 'object' || value === null) return false
  return 'key' in value && 'body' in value && typeof value.body === 'string'
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

/** The request of which it is not known what became, as JSON; null when there is none. */
export function openAttempt(purpose: string): string | null {
  const kept = recall(nameOf(purpose))
  return isAttempt(kept) ? kept.body : null
}

/** It is known what became of the attempt: whoever asks for the same again means a new one. */
export const forgetAttempt = (purpose: string): void => keep(nameOf(purpose), null)
