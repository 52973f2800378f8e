import { fillPlaceholders, type PlaceholderValues } from '@rendez/contract/placeholders'
import { api } from '../../lib/api-client.ts'
import { useProfile } from '../use-profile.ts'
import { sayMoment } from './say-workflow.ts'
import { readWorkflowDraft, type WorkflowDraft } from './workflow-draft.ts'

function useSampleValues(draft: WorkflowDraft): PlaceholderValues {
  const { displayName } = useProfile()
  const { data: meetingTypes = [] } = api.meetingTypes.list.useQuery()
  const meetingType = meetingTypes.find(({ id }) => id === draft.meetingTypeId)
  const location = meetingType?.location
  const places = {
    link: location?.kind === 'link' ? location.url : '',
    phone: location?.kind === 'phone' ? location.phoneNumber : '',
    in_person: location?.kind === 'in_person' ? location.address : '',
  }
  return {
    guest: 'Ada Lovelace',
    host: displayName,
    meeting: meetingType?.name ?? '',
    time: 'Tue 14 Apr, 15:00 (Europe/Paris) / Tue 14 Apr, 18:45 (Asia/Kathmandu)',
    place: location === undefined ? '' : places[location.kind],
    link: `${window.location.origin}${draft.recipient === 'host' ? '/app/bookings' : '/booking/…'}`,
  }
}

/** The message as it will arrive, for a made-up guest. */
export function WorkflowPreview({ draft }: { draft: WorkflowDraft }) {
  const values = useSampleValues(draft)
  const text = fillPlaceholders(draft.text, values)
  return (
    <aside aria-label="Preview of the message" className="lg:sticky lg:top-10">
      <p className="mb-2 text-sm text-muted">
        {sayMoment(readWorkflowDraft(draft))}, {draft.recipient === 'host' ? 'you' : 'your guest'}{' '}
        will read
      </p>
      {draft.channel === 'sms' ? (
        <p className="card rounded-bl-sm bg-hover p-4 break-words whitespace-pre-line">{text}</p>
      ) : (
        <div className="card grid grid-cols-1 gap-3 p-5">
          <p className="font-semibold break-words">{fillPlaceholders(draft.subject, values)}</p>
          <p className="break-words whitespace-pre-line">{text}</p>
          <p className="border-t border-line pt-3 text-sm text-muted">
            Below it: when in both time zones, where, and the link to the booking.
          </p>
        </div>
      )}
    </aside>
  )
}
