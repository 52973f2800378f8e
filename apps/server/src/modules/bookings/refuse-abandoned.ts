import { DomainError } from '@rendez/contract'
import { isCallerGone } from '../../request-caller.ts'

/**
 * Begins nothing for a caller who has gone: a request that stood still (its server was stopped, or had no
 * database) may be one that they have repeated since, and have then moved or cancelled what it made.
 * @throws DomainError SERVICE_UNAVAILABLE, for the log: nobody reads the answer.
 */
export function refuseAbandoned(): void {
  if (isCallerGone()) throw new DomainError('SERVICE_UNAVAILABLE')
}
