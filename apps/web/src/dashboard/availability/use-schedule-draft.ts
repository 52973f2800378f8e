import type { Schedule } from '@rendez/contract'
import { useEffect, useMemo, useState } from 'react'
import { useProfile } from '../use-profile.ts'
import { createScheduleDraft, isScheduleChanged } from './schedule-draft.ts'

/** A schedule being edited beside what of it is saved; starts over whenever that changes. */
export function useScheduleDraft(schedule: Schedule) {
  const { timeFormat } = useProfile()
  const { name, timeZone, weeklyHours, dateOverrides } = schedule
  // What else changes about a schedule, such as being the default, leaves the draft alone.
  const saved = useMemo(
    () => createScheduleDraft({ name, timeZone, weeklyHours, dateOverrides }, timeFormat),
    [name, timeZone, weeklyHours, dateOverrides, timeFormat],
  )
  const [draft, setDraft] = useState(saved)
  useEffect(() => setDraft(saved), [saved])
  return {
    draft,
    setDraft,
    isChanged: isScheduleChanged(draft, saved),
    discard: () => setDraft(saved),
  }
}
