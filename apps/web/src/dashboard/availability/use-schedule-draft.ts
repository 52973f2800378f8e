import type { Schedule } from '@rendez/contract'
import { useEffect, useMemo, useState } from 'react'
import { useProfile } from '../use-profile.ts'
import { createScheduleDraft, isScheduleChanged } from './schedule-draft.ts'

/** A schedule being edited beside what of it is saved; starts over whenever that changes. */
export function useScheduleDraft(schedule: Schedule) {
  const { timeFormat } = useProfile()
  const saved = useMemo(() => createScheduleDraft(schedule, timeFormat), [schedule, timeFormat])
  const [draft, setDraft] = useState(saved)
  useEffect(() => setDraft(saved), [saved])
  return {
    draft,
    setDraft,
    isChanged: isScheduleChanged(draft, saved),
    discard: () => setDraft(saved),
  }
}
