import type { ReactNode } from 'react'
import { TextArea as AriaTextArea, TextField, type TextFieldProps } from 'react-aria-components'
import { FieldHint, FieldLabel, FieldProblem } from './field.tsx'

type Props = Omit<TextFieldProps, 'className' | 'children'> & {
  label: string
  hint?: ReactNode
  optional?: boolean
  placeholder?: string
  rows?: number
}

/** Several lines of text; grows with what is written where the browser can. */
export function TextArea({ label, hint, optional, placeholder, rows = 3, ...props }: Props) {
  return (
    <TextField {...props}>
      <FieldLabel optional={optional ?? false}>{label}</FieldLabel>
      <AriaTextArea
        className="field-input block max-h-72 resize-y field-sizing-content"
        rows={rows}
        placeholder={placeholder ?? ''}
      />
      <FieldHint>{hint}</FieldHint>
      <FieldProblem />
    </TextField>
  )
}
