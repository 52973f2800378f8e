import type { Answer } from './refusal.ts'
import { type ApiRequest, sendRequest } from './send-request.ts'

const dispensable = ['inviteeTimeFormat']

/**
 * Asks the server for JSON; once more without what one of the release before does not know, and can do
 * without: while a release rolls out, a page of the new one may reach it.
 */
export async function sendToAnyRelease<T>(
  path: string,
  request: ApiRequest & { body: object },
): Promise<Answer<T>> {
  const answer = await sendRequest<T>(path, request)
  const fields = answer.ok ? [] : (answer.refusal.fields ?? [])
  const isKnown = fields.length === 0 || fields.some((field) => !dispensable.includes(field.path))
  if (isKnown) return answer
  const known = Object.entries(request.body).filter(([name]) => !dispensable.includes(name))
  return sendRequest<T>(path, { ...request, body: Object.fromEntries(known) })
}
