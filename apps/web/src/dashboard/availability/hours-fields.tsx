import { X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { Input, type PressEvent, TextField } from 'react-aria-components'
import { catchFocus } from '../../ui/catch-focus.ts'
import { FieldProblem } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useProfile } from '../use-profile.ts'
import { type DayHours, overlapProblem } from './day-hours.ts'
import { commitHours, type HoursEntry, isCommitted, typeHours } from './hours-entry.ts'

type Props = { label: string; day: DayHours; onChange: (day: DayHours) => void }

/** The intervals of a day as they are typed, each with what is wrong with it. */
export function HoursFields({ label, day, onChange }: Props) {
  const { timeFormat } = useProfile()
  const replace = (key: string, by: readonly HoursEntry[]) => {
    const entries = day.entries.flatMap((entry) => (entry.key === key ? by : [entry]))
    onChange({ on: entries.length > 0, entries })
  }
  const overlap = overlapProblem(day, timeFormat)
  return (
    <div className="grid grid-cols-1 gap-1.5">
      {day.entries.map((entry, index) => (
        <HoursField
          key={entry.key}
          label={`${label}, interval ${index + 1}`}
          entry={entry}
          isOverlapping={overlap !== null}
          isCommitted={isCommitted(entry, timeFormat)}
          onType={(text) => replace(entry.key, [typeHours(entry, text)])}
          onCommit={() => replace(entry.key, commitHours(entry, timeFormat))}
          onRemove={() => replace(entry.key, [])}
        />
      ))}
      {overlap !== null && (
        <p role="alert" className="field-error mt-0">
          {overlap}
        </p>
      )}
    </div>
  )
}

type FieldProps = {
  label: string
  entry: HoursEntry
  isOverlapping: boolean
  /** Whether the text is written out already. */
  isCommitted: boolean
  onType: (text: string) => void
  onCommit: () => void
  onRemove: () => void
}

function HoursField({ label, entry, isOverlapping, ...props }: FieldProps) {
  const { isCommitted, onType, onCommit, onRemove } = props
  // The first Enter writes the hours out; the next one is the form's.
  const commitOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || isCommitted) return
    event.preventDefault()
    onCommit()
  }
  const remove = ({ target }: PressEvent) => {
    const home = target.closest('.hours-home')
    onRemove()
    catchFocus(() => home?.querySelector('input'))
  }
  return (
    <TextField
      aria-label={label}
      value={entry.text}
      onChange={onType}
      onBlur={onCommit}
      onKeyDown={commitOnEnter}
      isInvalid={entry.problem !== null || isOverlapping}
      validationBehavior="aria"
    >
      <div className="flex items-center gap-1">
        <Input className="field-input tabular max-w-52" autoComplete="off" spellCheck="false" />
        <IconButton icon={X} label={`Remove ${label}`} onPress={remove} />
      </div>
      {entry.problem !== null && <FieldProblem>{entry.problem}</FieldProblem>}
    </TextField>
  )
}
