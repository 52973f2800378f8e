import { keep, recall } from './session-memory.ts'

const nameOf = (meetingTypeId: string) => `hold:${meetingTypeId}`

/** What this tab held last: after a reload the same guest holds the same time anew. */
export type KeptHold = { start: number; holdToken: string }

export function recallHold(meetingTypeId: string): KeptHold | null {
  const kept = recall(nameOf(meetingTypeId))
  if (typeof kept !== 'object' || kept === null) return null
  if (!('start' in kept && 'holdToken' in kept)) return null
  const { start, holdToken } = kept
  return typeof start === 'number' && typeof holdToken === 'string' ? { start, holdToken } : null
}

export const keepHold = (meetingTypeId: string, hold: KeptHold | null): void =>
  keep(nameOf(meetingTypeId), hold)
