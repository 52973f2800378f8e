import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'

/** The name of a field, with what may be left out said beside it. */
export const FieldLabel = ({ children, optional }: { children: ReactNode; optional?: boolean }) => (
  <Label className="field-label">
    {children}
    {optional === true && <span className="font-normal text-muted"> (optional)</span>}
  </Label>
)

export function FieldHint({ children }: { children: ReactNode }) {
  if (children === undefined || children === null) return null
  return (
    <Text slot="description" className="field-hint block">
      {children}
    </Text>
  )
}

/** With children it says these; without, what the form or the browser found. */
export const FieldProblem = ({ children }: { children?: ReactNode }) => (
  <FieldError className="field-error block">{children}</FieldError>
)
