import { listPlaceholders, MOST_SMS_CHARACTERS } from '@rendez/contract/placeholders'
import { api } from '../../lib/api-client.ts'
import { Section } from '../../ui/section.tsx'
import { Segments } from '../../ui/segments.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { WorkflowFields } from './workflow-editor.tsx'

/** To whom, how, and what it says. */
export function MessageFields({ draft, edit }: WorkflowFields) {
  const isSms = draft.channel === 'sms'
  return (
    <Section title="Message">
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        <Segments
          label="To"
          choices={[
            { value: 'invitee', label: 'The guest' },
            { value: 'host', label: 'You' },
          ]}
          value={draft.recipient}
          onChange={(recipient) => edit({ recipient })}
        />
        <Segments
          label="As"
          choices={[
            { value: 'mail', label: 'Mail' },
            { value: 'sms', label: 'SMS' },
          ]}
          value={draft.channel}
          onChange={(channel) => edit({ channel })}
        />
      </div>
      {isSms && <SmsNumber draft={draft} edit={edit} />}
      {!isSms && (
        <TextField
          label="Subject"
          name="subject"
          value={draft.subject}
          onChange={(subject) => edit({ subject })}
          isRequired
        />
      )}
      <TextArea
        label="Text"
        name="text"
        hint={
          isSms
            ? `${draft.text.length} of ${MOST_SMS_CHARACTERS} characters`
            : 'Time, place and link follow below it in every mail.'
        }
        value={draft.text}
        onChange={(text) => edit({ text })}
        isRequired
      />
      <PlaceholderList draft={draft} />
    </Section>
  )
}

function SmsNumber({ draft, edit }: WorkflowFields) {
  const { data: meetingTypes = [] } = api.meetingTypes.list.useQuery()
  if (draft.recipient === 'host') {
    return (
      <TextField
        label="Your mobile number"
        name="phoneNumber"
        type="tel"
        autoComplete="tel"
        placeholder="+33 6 12 34 56 78"
        value={draft.phoneNumber}
        onChange={(phoneNumber) => edit({ phoneNumber })}
        isRequired
      />
    )
  }
  const meetingType = meetingTypes.find(({ id }) => id === draft.meetingTypeId)
  if (meetingType?.sms !== 'off') return null
  return (
    <p className="rounded-control bg-hover px-3.5 py-3 text-sm">
      Guests of {meetingType.name} are not asked for a mobile number, so nobody would get this.
      Choose SMS under Reminders of the meeting type.
    </p>
  )
}

const PlaceholderList = ({ draft }: Pick<WorkflowFields, 'draft'>) => (
  <details className="text-sm">
    <summary className="w-fit cursor-pointer rounded-control text-muted">
      What you can put in
    </summary>
    <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      {listPlaceholders(draft).map(({ name, says }) => (
        <div key={name} className="contents">
          <dt>
            <code>{`{{${name}}}`}</code>
          </dt>
          <dd className="text-muted">{says}</dd>
        </div>
      ))}
    </dl>
  </details>
)
