import { type Context, DomainError } from '@rendez/contract'
import type { Services } from '../modules.ts'
import { readIdempotencyKey } from './read-idempotency-key.ts'

const token = /^[\x21-\x7e]{1,200}$/

/** What a request says beside its headers, and what is to be told with its answer. */
export type Caller = Pick<Context, 'requestId' | 'clientNetwork' | 'markReplayed'>

/**
 * What the procedures may use for one request.
 *
 * @throws DomainError VALIDATION_ERROR when a header cannot be what it says it is
 */
export function requestContext(services: Services, headers: Headers, caller: Caller): Context {
  return {
    ...caller,
    findHostId: once(() => services.accounts.findHostId(headers)),
    manageToken: readToken(headers, 'X-Manage-Token'),
    holdToken: readToken(headers, 'X-Hold-Token'),
    idempotencyKey: readIdempotencyKey(headers),
    hosts: services.hosts,
    schedules: services.schedules,
    meetingTypes: services.meetingTypes,
    availability: services.availability,
    bookings: services.bookings,
    holds: services.holds,
    workflows: services.workflows,
  }
}

// One look for all the calls of a batch.
function once<Value>(look: () => Value): () => Value {
  let found: { value: Value } | undefined
  return () => {
    found ??= { value: look() }
    return found.value
  }
}

/** @throws DomainError VALIDATION_ERROR */
export function readToken(headers: Headers, name: string): string | null {
  const value = headers.get(name)
  if (value === null || token.test(value)) return value
  const message = 'Please send 1 to 200 printable characters.'
  throw new DomainError('VALIDATION_ERROR', { fields: [{ path: name, message }] })
}
