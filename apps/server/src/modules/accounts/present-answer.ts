import {
  DomainError,
  type ErrorCode,
  type ErrorDetails,
  errorTable,
  type Session,
  toErrorBody,
} from '@rendez/contract'
import { z } from 'zod'

// What better-auth refuses, in our words. A code that is not here is one that nobody expected.
const refusals: Readonly<Record<string, [ErrorCode, ErrorDetails?]>> = {
  INVALID_EMAIL_OR_PASSWORD: ['INVALID_CREDENTIALS'],
  INVALID_TOKEN: ['LINK_EXPIRED'],
  USER_NOT_FOUND: ['LINK_EXPIRED'],
  INVALID_PASSWORD: [
    'VALIDATION_ERROR',
    { fields: [{ path: 'currentPassword', message: 'This is not your password.' }] },
  ],
  UNAUTHORIZED: ['UNAUTHENTICATED'],
  INVALID_ORIGIN: ['FORBIDDEN'],
  MISSING_OR_NULL_ORIGIN: ['FORBIDDEN'],
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: ['FORBIDDEN'],
}

const refusalSchema = z.object({ code: z.string() })
const sessionAnswerSchema = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
    session: z.object({ expiresAt: z.string() }),
  })
  .nullable()

/**
 * What leaves of better-auth's answer: its cookies, and a body of ours.
 * @throws DomainError for an expected refusal, Error for any other
 */
export async function presentAnswer(answer: Response, isSession: boolean): Promise<Response> {
  if (answer.status === 429) {
    throw new DomainError('RATE_LIMITED', { retryAfterSeconds: secondsToWait(answer.headers) })
  }
  const body: unknown = await answer.json().catch(() => null)
  if (!answer.ok) throw toDomainError(answer.status, body)
  const presented = isSession ? presentSession(body) : { status: true }
  return respond(200, presented, answer.headers.getSetCookie())
}

// As better-auth passes on what create-rate-limit.ts says.
function secondsToWait(headers: Headers): number {
  const seconds = Number(headers.get('x-retry-after'))
  return Number.isInteger(seconds) && seconds > 0 ? seconds : 60
}

function toDomainError(status: number, body: unknown): Error {
  const code = refusalSchema.safeParse(body).data?.code ?? ''
  const refusal = refusals[code]
  if (refusal === undefined) return new Error(`better-auth answered ${status} ${code}`)
  return new DomainError(...refusal)
}

function presentSession(body: unknown): Session {
  const answer = sessionAnswerSchema.parse(body)
  return answer && { user: answer.user, expiresAt: answer.session.expiresAt }
}

/** The house's error body, and when to come back. */
export function presentRefusal(error: DomainError, requestId?: string): Response {
  const response = respond(errorTable[error.code].status, toErrorBody(error, requestId), [])
  const { retryAfterSeconds } = error.details
  if (retryAfterSeconds !== undefined) response.headers.set('retry-after', `${retryAfterSeconds}`)
  return response
}

function respond(status: number, body: unknown, cookies: string[]): Response {
  const response = Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
