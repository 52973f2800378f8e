import { Eye, EyeOff } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Group, Input, TextField, type TextFieldProps } from 'react-aria-components'
import { FieldHint, FieldLabel, FieldProblem } from './field.tsx'
import { IconButton } from './icon-button.tsx'

type Props = Omit<TextFieldProps, 'className' | 'children' | 'type'> & {
  label: string
  hint?: ReactNode
}

/** A password that can be looked at while it is typed. */
export function PasswordField({ label, hint, ...props }: Props) {
  const [shown, setShown] = useState(false)
  return (
    <TextField {...props} type={shown ? 'text' : 'password'}>
      <FieldLabel>{label}</FieldLabel>
      <Group className="field-group">
        <Input className="field-group-input" autoCapitalize="none" spellCheck="false" />
        <IconButton
          icon={shown ? EyeOff : Eye}
          label={shown ? 'Hide password' : 'Show password'}
          onPress={() => setShown(!shown)}
        />
      </Group>
      <FieldHint>{hint}</FieldHint>
      <FieldProblem />
    </TextField>
  )
}
