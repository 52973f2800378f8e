import { RadioCards } from '../../ui/radio-cards.tsx'
import { Section } from '../../ui/section.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { EditorFields } from './editor-fields.ts'
import { type PlaceKind, placeKinds } from './place-kind.ts'

const choices = (['link', 'phone', 'in_person'] as const satisfies readonly PlaceKind[]).map(
  (value) => {
    const { label, icon: Icon } = placeKinds[value]
    return {
      value,
      label,
      icon: <Icon aria-hidden className="size-[1.125rem] shrink-0 text-muted" />,
    }
  },
)

const hint = 'Guests see it once they have booked.'

export const PlaceFields = (props: EditorFields) => (
  <Section title="Place">
    <PlaceChoice {...props} />
  </Section>
)

/** Where one meets, and what a guest needs to get there. */
export function PlaceChoice({ draft, edit }: EditorFields) {
  const { place } = draft
  const change = (next: Partial<typeof place>) => edit({ place: { ...place, ...next } })
  return (
    <>
      <RadioCards
        label="Where you meet"
        columns={3}
        choices={choices}
        value={place.kind}
        onChange={(kind) => change({ kind })}
      />
      {place.kind === 'link' && (
        <TextField
          label="Link to the meeting"
          name="location.url"
          type="url"
          inputMode="url"
          placeholder="https://"
          hint={hint}
          value={place.url}
          onChange={(url) => change({ url })}
          isRequired
        />
      )}
      {place.kind === 'phone' && (
        <TextField
          label="Phone number to call"
          name="location.phoneNumber"
          type="tel"
          hint={hint}
          value={place.phoneNumber}
          onChange={(phoneNumber) => change({ phoneNumber })}
          isRequired
        />
      )}
      {place.kind === 'in_person' && (
        <TextField
          label="Address"
          name="location.address"
          hint={hint}
          value={place.address}
          onChange={(address) => change({ address })}
          isRequired
        />
      )}
    </>
  )
}
