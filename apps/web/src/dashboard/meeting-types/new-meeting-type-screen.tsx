import type { MeetingType } from '@rendez/contract'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { notify } from '../../ui/notify.ts'
import { EditorSkeleton } from './editor-skeleton.tsx'
import {
  createMeetingTypeDraft,
  emptyMeetingType,
  type MeetingTypeDraft,
  renameMeetingType,
} from './meeting-type-draft.ts'
import { MeetingTypeEditor } from './meeting-type-editor.tsx'

/** A new meeting type, empty or like one that there is. */
export function NewMeetingTypeScreen() {
  const { from } = useSearch({ from: '/host/shell/app/meeting-types/new' })
  if (from === undefined) return <NewMeetingType initial={emptyMeetingType} />
  return <DuplicateOf id={from} />
}

function DuplicateOf({ id }: { id: string }) {
  const original = api.meetingTypes.get.useQuery({ id }, { refetchOnWindowFocus: false })
  const draft = useMemo(() => original.data && draftOfCopy(original.data), [original.data])
  if (draft !== undefined) return <NewMeetingType initial={draft} />
  if (original.isPending) return <EditorSkeleton />
  return (
    <ErrorState
      title="The original could not be loaded"
      message={readApiError(original.error).message}
      onRetry={() => void original.refetch()}
    />
  )
}

function draftOfCopy(original: MeetingType): MeetingTypeDraft {
  const draft = { ...createMeetingTypeDraft(original), slugFollowsName: true }
  return renameMeetingType(draft, `${original.name} copy`)
}

function NewMeetingType({ initial }: { initial: MeetingTypeDraft }) {
  const utils = api.useUtils()
  const navigate = useNavigate()
  const create = api.meetingTypes.create.useMutation({
    onSuccess: async ({ name }) => {
      await utils.meetingTypes.list.invalidate()
      notify.success(`${name} is ready to be shared`)
      await navigate({ to: '/app/meeting-types', ignoreBlocker: true })
    },
  })
  return (
    <MeetingTypeEditor
      title="New meeting type"
      initial={initial}
      isNew
      isSaving={create.isPending}
      error={create.error === null ? null : readApiError(create.error)}
      onSave={(input) => create.mutate(input)}
    />
  )
}
