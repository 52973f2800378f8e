import type { MeetingTypeDraft } from './meeting-type-draft.ts'

/** What every section of the editor gets. */
export type EditorFields = {
  draft: MeetingTypeDraft
  edit: (change: Partial<MeetingTypeDraft>) => void
}
