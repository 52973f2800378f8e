import { type Context, DomainError } from '@rendez/contract'
import type { Services } from '../modules.ts'

// Printable ASCII: anything else is a mistake of the caller, and would reach the logs.
const idempotencyKey = /^[\x20-\x7e]{1,255}$/
const manageToken = /^[\x21-\x7e]{1,200}$/

/**
 * What the procedures may use for one request.
 *
 * @throws DomainError VALIDATION_ERROR when a header cannot be what it says it is
 */
export function requestContext(services: Services, headers: Headers, requestId: string): Context {
  return {
    requestId,
    findHostId: once(() => services.accounts.findHostId(headers)),
    manageToken: readHeader(headers, 'X-Manage-Token', manageToken),
    idempotencyKey:
      readHeader(headers, 'X-Idempotency-Key', idempotencyKey) ??
      readHeader(headers, 'Idempotency-Key', idempotencyKey),
    hosts: services.hosts,
    schedules: services.schedules,
    meetingTypes: services.meetingTypes,
    availability: services.availability,
    bookings: services.bookings,
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

function readHeader(headers: Headers, name: string, format: RegExp): string | null {
  const value = headers.get(name)
  if (value === null || format.test(value)) return value
  const message = 'Please send 1 to 255 printable characters.'
  throw new DomainError('VALIDATION_ERROR', { fields: [{ path: name, message }] })
}
