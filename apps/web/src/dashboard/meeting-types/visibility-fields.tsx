import type { ReactNode } from 'react'
import { Section } from '../../ui/section.tsx'
import { Switch } from '../../ui/switch.tsx'
import type { EditorFields } from './editor-fields.ts'

const Explained = ({ title, children }: { title: string; children: ReactNode }) => (
  <span>
    <span className="block font-medium">{title}</span>
    <span className="block text-sm text-muted">{children}</span>
  </span>
)

/** Who can find it, and whether it takes bookings. */
export function VisibilityFields({ draft, edit }: EditorFields) {
  return (
    <Section title="Visibility">
      <div className="grid grid-cols-1 gap-4">
        <Switch isSelected={draft.active} onChange={(active) => edit({ active })}>
          <Explained title="Active">People can book it. Switch it off to pause it.</Explained>
        </Switch>
        <Switch isSelected={draft.secret} onChange={(secret) => edit({ secret })}>
          <Explained title="Secret">
            Not listed on your page; only people with its link can book it.
          </Explained>
        </Switch>
      </div>
    </Section>
  )
}
