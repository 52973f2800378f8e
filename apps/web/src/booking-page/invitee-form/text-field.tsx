import { useId } from 'react'

type FieldProps = {
  name: string
  label: string
  value: string
  problem: string | undefined
  optional?: boolean
  multiline?: boolean
  type?: 'text' | 'email' | 'tel'
  /** What it is for, below the field. */
  hint?: string
  autoComplete?: string
  onChange(value: string): void
}

/** A labelled text field; what is wrong with it stands below and is read out with it. */
export function TextField(props: FieldProps) {
  const { name, label, value, problem, optional = false, multiline = false, onChange } = props
  const id = useId()
  const problemId = `${id}-problem`
  const hintId = `${id}-hint`
  const describedBy = [problem && problemId, props.hint && hintId].filter(Boolean).join(' ')
  const shared = {
    id,
    name,
    value,
    required: !optional,
    'aria-invalid': problem !== undefined,
    'aria-describedby': describedBy === '' ? undefined : describedBy,
    className: 'field-input',
  }
  return (
    <div>
      <label htmlFor={id} className="field-label">
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {multiline ? (
        <textarea
          {...shared}
          rows={3}
          maxLength={2000}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <input
          {...shared}
          type={props.type ?? 'text'}
          autoComplete={props.autoComplete}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {props.hint !== undefined && (
        <p id={hintId} className="field-hint">
          {props.hint}
        </p>
      )}
      {problem !== undefined && (
        <p id={problemId} className="field-error">
          {problem}
        </p>
      )}
    </div>
  )
}
