import { Check } from 'lucide-react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { colors } from './meeting-type-draft.ts'

type Props = { value: string; onChange: (color: string) => void }

/** A colour by its name; one that is not on the palette stays among the choices. */
export function ColorField({ value, onChange }: Props) {
  const isKnown = colors.some((color) => color.value === value)
  const choices = isKnown ? colors : [...colors, { value, label: `Your colour, ${value}` }]
  return (
    <RadioGroup value={value} onChange={onChange} orientation="horizontal">
      <Label className="field-label">Colour</Label>
      <div className="flex flex-wrap gap-1.5">
        {choices.map((color) => (
          <Radio
            key={color.value}
            value={color.value}
            aria-label={color.label}
            className="color-swatch"
          >
            <span className="color-dot" style={{ background: color.value }}>
              <Check aria-hidden className="size-4" strokeWidth={3} />
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
