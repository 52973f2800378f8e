import type { ErrorBody } from '@rendez/contract'

/** Why something did not happen; OFFLINE means that no answer came at all. */
export type Refusal = Omit<ErrorBody, 'code'> & { code: ErrorBody['code'] | 'OFFLINE' }

export const offline: Refusal = {
  code: 'OFFLINE',
  message: 'We cannot reach the server.',
  retryable: true,
}

/** What a request came to. */
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

/** Whether it is known what became of the request: done, or refused for good. */
export const isSettled = (answer: Answer<unknown>): boolean =>
  answer.ok || !answer.refusal.retryable
