import type { ScheduleDraft } from './schedule-draft.ts'

/** What every section of the schedule editor gets. */
export type ScheduleFieldsProps = {
  draft: ScheduleDraft
  setDraft: (change: (draft: ScheduleDraft) => ScheduleDraft) => void
}
