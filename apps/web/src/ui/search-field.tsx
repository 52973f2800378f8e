import { Search, X } from 'lucide-react'
import {
  SearchField as AriaSearchField,
  Button,
  Input,
  Label,
  type SearchFieldProps,
} from 'react-aria-components'

type Props = Omit<SearchFieldProps, 'children' | 'className'> & {
  label: string
  placeholder?: string
  className?: string
}

/** A search whose name is said, not shown; Escape empties it. */
export function SearchField({ label, placeholder, ...props }: Props) {
  return (
    <AriaSearchField {...props}>
      {({ isEmpty }) => (
        <>
          <Label className="sr-only">{label}</Label>
          <div className="field-group">
            <Search aria-hidden className="ml-3 size-4 shrink-0 text-muted" />
            <Input className="field-group-input" placeholder={placeholder ?? label} />
            <Button
              className={`icon-button ${isEmpty ? 'invisible' : ''}`}
              aria-label="Clear the search"
            >
              <X aria-hidden className="size-4" />
            </Button>
          </div>
        </>
      )}
    </AriaSearchField>
  )
}
