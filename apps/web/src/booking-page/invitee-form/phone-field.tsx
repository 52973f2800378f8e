import { TextField } from './text-field.tsx'

const agreement =
  'With your number you agree to get text messages about this meeting, and about nothing else.'

/** The number for text messages, and what giving it means. */
export function PhoneField(props: {
  isRequired: boolean
  value: string
  problem: string | undefined
  onChange(value: string): void
}) {
  const { isRequired, value, problem, onChange } = props
  return (
    <TextField
      name="phone"
      label="Mobile number"
      type="tel"
      autoComplete="tel"
      optional={!isRequired}
      hint={agreement}
      value={value}
      problem={problem}
      onChange={onChange}
    />
  )
}
