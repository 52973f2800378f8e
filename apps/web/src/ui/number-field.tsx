import { Group, Input, NumberField as AriaNumberField, type NumberFieldProps } from 'react-aria-components'
import type { ReactNode } from 'react'
import { FieldHint, FieldLabel, FieldProblem } from './field.tsx'

type Props = Omit<NumberFieldProps, 'className' | 'children'> & {
  label: string
  hint?: ReactNode
  /** What the number counts, such as "minutes". */
  unit?: string
}

/** A whole number with its unit beside it. An empty field is NaN. */
export function NumberField({ label, hint, unit, ...props }: Props) {
  return (
    <AriaNumberField formatOptions={{ maximumFractionDigits: 0, useGrouping: false }} {...props}>
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
