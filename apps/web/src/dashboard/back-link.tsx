import { Link, type LinkProps } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'

type Props = { to: NonNullable<LinkProps['to']>; children: string }

/** Up from a screen to the list that it belongs to. */
export const BackLink = ({ to, children }: Props) => (
  <Link
    to={to}
    className="mb-3 -ml-1 inline-flex min-h-8 items-center gap-1 rounded-control text-sm text-muted hover:text-ink"
  >
    <ChevronLeft aria-hidden className="size-4" />
    {children}
  </Link>
)
