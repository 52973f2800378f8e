import type { ReactNode } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import { FieldLabel } from './field.tsx'
import type { Choice } from './select.tsx'

type Props<Value extends string> = {
  label: string
  choices: readonly (Choice<Value> & { readonly icon?: ReactNode })[]
  value: Value
  onChange: (value: Value) => void
  /** How many stand side by side where there is room. */
  columns?: 1 | 2 | 3
}

const columnsOf = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-3' }

/** One of a few values, all in view. */
export function RadioCards<Value extends string>(props: Props<Value>) {
  const { label, choices, value, onChange, columns = 1 } = props
  const choose = (key: string) => {
    const choice = choices.find((candidate) => candidate.value === key)
    if (choice !== undefined) onChange(choice.value)
  }
  return (
    <RadioGroup value={value} onChange={choose}>
      <FieldLabel>{label}</FieldLabel>
      <div className={`grid gap-2 ${columnsOf[columns]}`}>
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className="radio-card">
            {choice.icon}
            <span className="min-w-0">
              <span className="block font-medium">{choice.label}</span>
              {choice.hint !== undefined && (
                <span className="block text-sm text-muted">{choice.hint}</span>
              )}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
