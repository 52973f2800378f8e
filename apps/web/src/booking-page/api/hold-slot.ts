import type { CreatedHold } from '@rendez/contract'
import type { Answer } from './refusal.ts'
import { fetchAnswer, sendRequest } from './send-request.ts'

/** Holds a start (epoch milliseconds); an earlier hold of this guest ends with it. */
export function holdSlot(
  meetingTypeId: string,
  start: number,
  earlierToken: string | undefined,
): Promise<Answer<CreatedHold>> {
  const body = { meetingTypeId, startTime: new Date(start).toISOString(), holdToken: earlierToken }
  return sendRequest('/api/holds', { method: 'POST', body })
}

/** Lets it go. The request outlives the page, and nobody waits for its answer. */
export async function releaseHold({
  id,
  holdToken,
}: Pick<CreatedHold, 'id' | 'holdToken'>): Promise<void> {
  await fetchAnswer(`/api/holds/${id}`, { method: 'DELETE', holdToken, keepalive: true })
}
