import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { Choice } from './select.tsx'

type Props<Value extends string> = {
  label: string
  labelHidden?: boolean
  choices: readonly Choice<Value>[]
  value: Value
  onChange: (value: Value) => void
}

/** One of two or three short values, side by side. */
export function Segments<Value extends string>(props: Props<Value>) {
  const { label, labelHidden = false, choices, value, onChange } = props
  const choose = (key: string) => {
    const choice = choices.find((candidate) => candidate.value === key)
    if (choice !== undefined) onChange(choice.value)
  }
  return (
    <RadioGroup value={value} onChange={choose} orientation="horizontal">
      <Label className={labelHidden ? 'sr-only' : 'field-label'}>{label}</Label>
      <div className="segments">
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className="segment">
            {choice.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
