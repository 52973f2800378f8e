import { X } from 'lucide-react'
import { Input, TextField } from 'react-aria-components'
import { FieldProblem } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useProfile } from '../use-profile.ts'
import { type DayHours, overlapProblem } from './day-hours.ts'
import { commitHours, type HoursEntry, typeHours } from './hours-entry.ts'

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
  onType: (text: string) => void
  onCommit: () => void
  onRemove: () => void
}

function HoursField({ label, entry, isOverlapping, onType, onCommit, onRemove }: FieldProps) {
  return (
    <TextField
      aria-label={label}
      value={entry.text}
      onChange={onType}
      onBlur={onCommit}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        onCommit()
      }}
      isInvalid={entry.problem !== null || isOverlapping}
      validationBehavior="aria"
    >
      <div className="flex items-center gap-1">
        <Input className="field-input tabular max-w-52" autoComplete="off" spellCheck="false" />
        <IconButton icon={X} label={`Remove ${label}`} onPress={onRemove} />
      </div>
      {entry.problem !== null && <FieldProblem>{entry.problem}</FieldProblem>}
    </TextField>
  )
}
