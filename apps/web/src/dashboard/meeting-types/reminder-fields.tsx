import { Plus, Trash2 } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { saySpan } from '../say-span.ts'
import type { EditorFields } from './editor-fields.ts'

const usual = [10, 15, 30, 60, 120, 240, 720, 1440, 2880, 4320, 10_080]
// The first that is not there yet is offered next.
const usualOrder = [1440, 60, 2880, 15, 10_080, 30]
const mostReminders = 5

const smsChoices = [
  { value: 'off', label: 'By mail only', hint: 'Guests are not asked for a number.' },
  {
    value: 'optional',
    label: 'By SMS too, if they like',
    hint: 'Guests may give a mobile number.',
  },
  { value: 'required', label: 'By SMS too, always', hint: 'Guests must give a mobile number.' },
] as const

/** When guests are reminded, and how. */
export function ReminderFields({ draft, edit }: EditorFields) {
  return (
    <Section title="Reminders" description="Sent before the meeting, unless it is cancelled.">
      <ReminderList draft={draft} edit={edit} />
      <Select
        label="How guests are reminded"
        name="sms"
        choices={smsChoices}
        value={draft.sms}
        onChange={(sms) => edit({ sms })}
      />
      <Switch isSelected={draft.remindHost} onChange={(remindHost) => edit({ remindHost })}>
        Remind me too, by mail
      </Switch>
    </Section>
  )
}

function ReminderList({ draft, edit }: EditorFields) {
  const { reminderMinutes } = draft
  const next = usualOrder.find((minutes) => !reminderMinutes.includes(minutes))
  const change = (all: readonly number[]) => edit({ reminderMinutes: all })
  return (
    <div className="grid grid-cols-1 justify-items-start gap-2">
      {reminderMinutes.length === 0 && <p className="text-muted">No reminders are sent.</p>}
      <ul className="grid w-full max-w-xs grid-cols-1 gap-2">
        {reminderMinutes.map((minutes, position) => (
          <li key={minutes} className="flex items-start gap-1">
            <Select
              label={`Reminder ${position + 1}`}
              labelHidden
              className="min-w-0 flex-1"
              choices={choicesFor(minutes, reminderMinutes)}
              value={String(minutes)}
              onChange={(chosen) => change(reminderMinutes.with(position, Number(chosen)))}
            />
            <IconButton
              icon={Trash2}
              label={`Remove the reminder ${saySpan(minutes)} before`}
              onPress={() => change(reminderMinutes.toSpliced(position, 1))}
            />
          </li>
        ))}
      </ul>
      {next !== undefined && reminderMinutes.length < mostReminders && (
        <Button variant="quiet" onPress={() => change([...reminderMinutes, next])}>
          <Plus aria-hidden className="size-4" />
          Add a reminder
        </Button>
      )}
    </div>
  )
}

/** What is chosen already is not offered a second time. */
function choicesFor(present: number, chosen: readonly number[]) {
  return [...new Set([...usual, present])]
    .filter((minutes) => minutes === present || !chosen.includes(minutes))
    .toSorted((one, other) => one - other)
    .map((minutes) => ({ value: String(minutes), label: `${saySpan(minutes)} before` }))
}
