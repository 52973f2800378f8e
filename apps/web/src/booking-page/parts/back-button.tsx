import { ArrowLeft } from 'lucide-react'
import { LinkButton } from './link-button.tsx'
import { LinkForm } from './link-form.tsx'

/** Leads back; `name` and `value` say where to while there is no JavaScript. */
export function BackButton(props: { label: string; name: string; value: string; onClick(): void }) {
  const { label, name, value, onClick } = props
  return (
    <LinkForm>
      <LinkButton
        name={name}
        value={value}
        onClick={onClick}
        className="-ml-2 mb-3 flex min-h-11 items-center gap-2 rounded-control px-2 text-muted text-sm hover:bg-hover hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {label}
      </LinkButton>
    </LinkForm>
  )
}
