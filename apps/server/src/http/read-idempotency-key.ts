import { DomainError } from '@rendez/contract'

// Printable ASCII: anything else is a mistake of the caller, and would reach the logs.
const bare = /^[\x20-\x7e]{1,255}$/

// RFC 8941 3.3.3: a string, in which only the quote and the backslash are escaped; parameters may
// follow, and mean nothing here.
const quoted =
  /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\]){1,255})"(?:; *[a-z*][a-z0-9_.*-]*(?:=[^;,\s]+)?)*$/

/**
 * The key that a request names its wish by: `Idempotency-Key` as a structured-field string, as
 * draft-ietf-httpapi-idempotency-key-header has it, or `X-Idempotency-Key` as it is.
 * @throws DomainError VALIDATION_ERROR when it is malformed, or the two differ
 */
export function readIdempotencyKey(headers: Headers): string | null {
  const field = headers.get('Idempotency-Key')
  const plain = headers.get('X-Idempotency-Key')
  if (plain !== null && !bare.test(plain)) {
    throw malformed('X-Idempotency-Key', 'Please send 1 to 255 printable characters.')
  }
  if (field === null) return plain
  const key = quoted.exec(field)?.[1]?.replace(/\\(["\\])/g, '$1')
  if (key === undefined) {
    throw malformed(
      'Idempotency-Key',
      'Please send a string of 1 to 255 characters in double quotes, such as "8e03978e-40d5".',
    )
  }
  if (plain !== null && plain !== key) {
    throw malformed('Idempotency-Key', 'Please send one key: X-Idempotency-Key is another one.')
  }
  return key
}

function malformed(path: string, message: string): DomainError {
  return new DomainError('VALIDATION_ERROR', { fields: [{ path, message }] })
}
