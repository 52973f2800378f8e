import type { MeetingType } from '@rendez/contract'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { notify } from '../../ui/notify.ts'
import { DeleteMeetingType } from './delete-meeting-type.tsx'
import { EditorSkeleton } from './editor-skeleton.tsx'
import { createMeetingTypeDraft } from './meeting-type-draft.ts'
import { MeetingTypeEditor } from './meeting-type-editor.tsx'

export function EditMeetingTypeScreen() {
  const { meetingTypeId } = useParams({ from: '/host/shell/app/meeting-types/$meetingTypeId' })
  const saved = api.meetingTypes.get.useQuery(
    { id: meetingTypeId },
    { refetchOnWindowFocus: false },
  )
  if (saved.isPending) return <EditorSkeleton />
  if (saved.isSuccess) return <EditMeetingType key={meetingTypeId} saved={saved.data} />
  const error = readApiError(saved.error)
  return (
    <ErrorState
      title={
        error.retryable ? 'The meeting type could not be loaded' : 'There is no such meeting type'
      }
      message={error.retryable ? error.message : 'It may have been deleted.'}
      {...(error.retryable ? { onRetry: () => void saved.refetch() } : {})}
    />
  )
}

function EditMeetingType({ saved }: { saved: MeetingType }) {
  const utils = api.useUtils()
  const update = api.meetingTypes.update.useMutation({
    onSuccess: async (meetingType) => {
      utils.meetingTypes.get.setData({ id: meetingType.id }, meetingType)
      await utils.meetingTypes.list.invalidate()
      notify.success('Saved')
    },
  })
  const initial = useMemo(() => createMeetingTypeDraft(saved), [saved])
  return (
    <MeetingTypeEditor
      title={saved.name}
      initial={initial}
      isSaving={update.isPending}
      error={update.error === null ? null : readApiError(update.error)}
      onSave={(input) => update.mutate({ id: saved.id, ...input })}
      actions={<DeleteButton saved={saved} />}
    />
  )
}

function DeleteButton({ saved }: { saved: MeetingType }) {
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <IconButton icon={Trash2} label={`Delete ${saved.name}`} onPress={() => setAsking(true)} />
      <DeleteMeetingType
        meetingType={saved}
        isOpen={asking}
        onClose={() => setAsking(false)}
        onDeleted={() => void navigate({ to: '/app/meeting-types', ignoreBlocker: true })}
      />
    </>
  )
}
