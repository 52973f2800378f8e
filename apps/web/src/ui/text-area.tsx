import type { ReactNode } from 'react'
import { TextArea as AriaTextArea, TextField, type TextFieldProps } from 'react-aria-components'
import { FieldHint, FieldLabel, FieldProblem } from './field.tsx'

type Props = Omit<TextFieldProps, 'className' | 'children'> & {
  label: string
  hint?: ReactNode
  optional?: boolean
  placeholder?: string
}

/** Several lines of text; grows with what is written where the browser can. */
export function TextArea({ label, hint, optional, placeholder, ...props }: Props) {
  return (
    <TextField {...props}>
      <FieldLabel optional={optional ?? false}>{label}</FieldLabel>
      <AriaTextArea
        className="field-input block max-h-72 min-h-20 resize-y field-sizing-content"
        placeholder={placeholder ?? ''}
      />
      <FieldHint>{hint}</FieldHint>
      <FieldProblem />
    </TextField>
  )
}
