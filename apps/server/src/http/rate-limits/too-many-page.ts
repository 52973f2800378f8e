import { DomainError } from '@rendez/contract'
import type { Context } from 'hono'
import type { HttpEnv } from '../http-env.ts'
import { plainPage } from '../plain-page.ts'

export const isRateLimited = (error: Error): error is DomainError =>
  error instanceof DomainError && error.code === 'RATE_LIMITED'

/** What a person sees instead of a page that was asked for too often. */
export function tooManyPage(
  c: Context<HttpEnv>,
  { details }: DomainError,
): Response | Promise<Response> {
  const seconds = details.retryAfterSeconds ?? 1
  c.header('Retry-After', `${seconds}`)
  const wait = seconds === 1 ? 'a second' : `${seconds} seconds`
  return c.html(plainPage('Too many requests', `Please try again in ${wait}.`), 429)
}
