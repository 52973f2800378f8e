import { type Answer, offline, type Refusal } from './refusal.ts'

export type ApiRequest = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  body?: object
  manageToken?: string
  holdToken?: string
  idempotencyKey?: string
  /** It outlives the page. */
  keepalive?: boolean
}

const patienceMs = 20_000

const unreadable: Refusal = {
  code: 'INTERNAL_ERROR',
  message: 'Something went wrong on our side.',
  retryable: true,
}

const headersOf = ({
  body,
  manageToken,
  holdToken,
  idempotencyKey,
}: ApiRequest): Record<string, string> => ({
  Accept: 'application/json',
  ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  ...(manageToken === undefined ? {} : { 'X-Manage-Token': manageToken }),
  ...(holdToken === undefined ? {} : { 'X-Hold-Token': holdToken }),
  ...(idempotencyKey === undefined ? {} : { 'X-Idempotency-Key': idempotencyKey }),
})

/** Asks the server; null when no answer came within the time that people wait. */
export async function fetchAnswer(
  path: string,
  request: ApiRequest = {},
): Promise<Response | null> {
  try {
    return await fetch(path, {
      method: request.method ?? 'GET',
      headers: headersOf(request),
      credentials: 'omit',
      keepalive: request.keepalive ?? false,
      signal: AbortSignal.timeout(patienceMs),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    })
  } catch {
    return null
  }
}

/** Asks the server for JSON. What goes wrong is an answer too, with words to show. */
export async function sendRequest<T>(path: string, request: ApiRequest = {}): Promise<Answer<T>> {
  const response = await fetchAnswer(path, request)
  if (response === null) return { ok: false, refusal: offline }
  try {
    const json = await response.json()
    if (response.ok) return { ok: true, value: json }
    return { ok: false, refusal: typeof json?.code === 'string' ? json : unreadable }
  } catch {
    return { ok: false, refusal: unreadable }
  }
}
