import { Check } from 'lucide-react'
import { ListBoxItem } from 'react-aria-components'

type Props = { id: string; label: string; hint?: string | undefined; aside?: string | undefined }

/** A line of a list to choose from; the chosen one carries a tick. */
export function Option({ id, label, hint, aside }: Props) {
  return (
    <ListBoxItem id={id} textValue={label} className="option">
      {({ isSelected }) => (
        <>
          <Check aria-hidden className={`size-4 shrink-0 ${isSelected ? '' : 'invisible'}`} />
          <span className="min-w-0 flex-1">
            <span className="block truncate">{label}</span>
            {hint !== undefined && <span className="block text-xs text-muted">{hint}</span>}
          </span>
          {aside !== undefined && <span className="tabular text-sm text-muted">{aside}</span>}
        </>
      )}
    </ListBoxItem>
  )
}
