import type { ReactNode } from 'react'
import {
  TextField as AriaTextField,
  Group,
  Input,
  type TextFieldProps,
} from 'react-aria-components'
import { FieldHint, FieldLabel, FieldProblem } from './field.tsx'

type Props = Omit<TextFieldProps, 'className' | 'children'> & {
  label: string
  hint?: ReactNode
  optional?: boolean
  placeholder?: string
  /** Text that stands fixed in front of what is typed, such as the beginning of an address. */
  prefix?: string
  /** Something small at the end of the field, such as a state. */
  suffix?: ReactNode
  className?: string
}

/** One line of text with its label, hint and problem. */
export function TextField({ label, hint, optional, placeholder, prefix, suffix, ...props }: Props) {
  const input = <Input className="field-input" placeholder={placeholder ?? ''} />
  return (
    <AriaTextField {...props}>
      <FieldLabel optional={optional ?? false}>{label}</FieldLabel>
      {prefix === undefined && suffix === undefined ? (
        input
      ) : (
        <Group className="field-group">
          {prefix !== undefined && (
            <span className="shrink-0 pl-3 text-muted max-sm:max-w-[50%] max-sm:truncate">
              {prefix}
            </span>
          )}
          <Input className="field-group-input" placeholder={placeholder ?? ''} />
          {suffix}
        </Group>
      )}
      <FieldHint>{hint}</FieldHint>
      <FieldProblem />
    </AriaTextField>
  )
}
