import type { ReactNode } from 'react'
import {
  NumberField as AriaNumberField,
  Group,
  Input,
  type NumberFieldProps,
} from 'react-aria-components'
import { FieldHint, FieldLabel, FieldProblem } from './field.tsx'

type Props = Omit<NumberFieldProps, 'className' | 'children' | 'onChange'> & {
  onChange: (value: number) => void
  label: string
  hint?: ReactNode
  /** What the number counts, such as "minutes". */
  unit?: string
}

const wholeNumber = { maximumFractionDigits: 0, useGrouping: false }

/** A whole number with its unit beside it. Left empty, it goes back to what it was. */
export function NumberField({ label, hint, unit, onChange, ...props }: Props) {
  const change = (value: number) => Number.isNaN(value) || onChange(value)
  return (
    <AriaNumberField formatOptions={wholeNumber} onChange={change} {...props}>
      <FieldLabel>{label}</FieldLabel>
      <Group className="field-group">
        <Input className="field-group-input tabular" />
        {unit !== undefined && (
          <span aria-hidden className="shrink-0 pr-3 text-sm text-muted">
            {unit}
          </span>
        )}
      </Group>
      <FieldHint>{hint}</FieldHint>
      <FieldProblem />
    </AriaNumberField>
  )
}
