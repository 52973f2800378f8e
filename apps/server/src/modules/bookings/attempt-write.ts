import { DomainError } from '@rendez/contract'
import { attempt } from '../../db/attempt.ts'
import { isCallerGone } from '../../request-caller.ts'

/**
 * Runs a write that may be repeated, but begins nothing for a caller who has gone: a request that stood
 * still (its server was stopped, or had no database) may be one that they have repeated since, and have then
 * moved or cancelled what it made.
 * @throws DomainError REQUEST_ABANDONED, and what `attempt` throws
 */
export function attemptWrite<Result>(write: () => Promise<Result>): Promise<Result> {
  return attempt(async () => {
    if (isCallerGone()) throw new DomainError('REQUEST_ABANDONED')
    return await write()
  })
}
