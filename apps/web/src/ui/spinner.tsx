import { LoaderCircle } from 'lucide-react'

/** Says that something is under way; the text beside it says what. */
export const Spinner = () => (
  <LoaderCircle aria-hidden className="size-4 animate-spin motion-reduce:animate-none" />
)
