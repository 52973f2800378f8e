import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Select as AriaSelect, Button, Label, ListBox, SelectValue } from 'react-aria-components'
import { FieldHint, FieldLabel, FieldProblem } from './field.tsx'
import { Option } from './option.tsx'
import { Popover } from './popover.tsx'

export type Choice<Value extends string> = {
  readonly value: Value
  readonly label: string
  readonly hint?: string
}

type Props<Value extends string> = {
  label: string
  /** The label is there for assistive technology only. */
  labelHidden?: boolean
  name?: string
  hint?: ReactNode
  choices: readonly Choice<Value>[]
  value: Value
  onChange: (value: Value) => void
  className?: string
}

/** One of a few values. */
export function Select<Value extends string>(props: Props<Value>) {
  const { label, labelHidden = false, hint, choices, value, onChange, name, className } = props
  const choose = (key: unknown) => {
    const choice = choices.find((candidate) => candidate.value === key)
    if (choice !== undefined) onChange(choice.value)
  }
  return (
    <AriaSelect
      value={value}
      onChange={choose}
      className={className ?? ''}
      {...(name === undefined ? {} : { name })}
    >
      {labelHidden ? <Label className="sr-only">{label}</Label> : <FieldLabel>{label}</FieldLabel>}
      <Button className="field-input flex items-center justify-between gap-2 text-left">
        <SelectValue className="truncate">{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
      </Button>
      <FieldHint>{hint}</FieldHint>
      <FieldProblem />
      <Popover className="min-w-(--trigger-width)">
        <ListBox className="max-h-80 overflow-auto p-1 outline-none">
          {choices.map((choice) => (
            <Option key={choice.value} id={choice.value} label={choice.label} hint={choice.hint} />
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
