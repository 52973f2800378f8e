import { useCallback, useEffect, useState } from 'react'
import type { InviteeDraft } from '../page-model.ts'
import { keep, recall } from './session-memory.ts'

const nameOf = (meetingTypeId: string) => `draft:${meetingTypeId}`

function readDraft(meetingTypeId: string): Partial<InviteeDraft> {
  const kept = recall(nameOf(meetingTypeId))
  if (typeof kept !== 'object' || kept === null) return {}
  const texts = Object.entries(kept).filter(
    ([name, value]) =>
      ['name', 'email', 'phone', 'notes'].includes(name) && typeof value === 'string',
  )
  return Object.fromEntries(texts)
}

/** What the guest typed, kept through a reload. What a link filled in counts until they type. */
export function useDraft(meetingTypeId: string, initial: InviteeDraft) {
  const [draft, setDraft] = useState(initial)

  useEffect(() => {
    setDraft((draft) => ({ ...draft, ...readDraft(meetingTypeId) }))
  }, [meetingTypeId])

  const change = useCallback(
    (field: keyof InviteeDraft, value: string) => {
      setDraft((draft) => ({ ...draft, [field]: value }))
      keep(nameOf(meetingTypeId), { ...readDraft(meetingTypeId), [field]: value })
    },
    [meetingTypeId],
  )
  const forget = useCallback(() => keep(nameOf(meetingTypeId), null), [meetingTypeId])

  return { draft, change, forget }
}
