import { type Answer, type Outcome, UNREACHABLE } from '../history/operation.ts'
import { NoReplyError, type Reply } from './send-request.ts'

/** What a reply proves: done, not done, or neither. */
export function readReply({ status, body }: Reply): Outcome {
  if (status >= 200 && status < 300) return { outcome: 'ok', answer: readAnswer(body) }
  const code = textOf(body, 'code') ?? `status ${status}`
  // Whatever broke in the server broke before or after the work was done.
  if (status >= 500) return { outcome: 'unknown', reason: code }
  return { outcome: 'refused', code }
}

/** What a request proves that was not answered. */
export function readFailure(error: unknown): Outcome {
  if (!(error instanceof NoReplyError)) throw error
  return error.unreachable
    ? { outcome: 'refused', code: UNREACHABLE }
    : { outcome: 'unknown', reason: error.message }
}

function readAnswer(body: unknown): Answer {
  const holdId = textOf(body, 'holdToken') === undefined ? undefined : textOf(body, 'id')
  if (holdId !== undefined) {
    return { holdId, expiresAt: Date.parse(textOf(body, 'expiresAt') ?? '') }
  }
  const [bookingId, startTime] = [textOf(body, 'id'), textOf(body, 'startTime')]
  const status = textOf(body, 'status')
  if (bookingId === undefined || startTime === undefined) return {}
  return {
    bookingId,
    startTime: Date.parse(startTime),
    version: Number(fieldOf(body, 'version')),
    status: status === 'cancelled' ? 'cancelled' : 'confirmed',
    inviteeName: textOf(body, 'inviteeName') ?? '',
  }
}

export function textOf(body: unknown, name: string): string | undefined {
  const value = fieldOf(body, name)
  return typeof value === 'string' ? value : undefined
}

function fieldOf(body: unknown, name: string): unknown {
  return body !== null && typeof body === 'object'
    ? Object.getOwnPropertyDescriptor(body, name)?.value
    : undefined
}
