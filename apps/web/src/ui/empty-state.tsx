import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

type Props = {
  icon: LucideIcon
  title: string
  /** 1 where it is all there is on the page. */
  headingLevel?: 1 | 2
  children: ReactNode
  action?: ReactNode
}

/** What stands where there is nothing yet: what this is, and one thing to do. */
export function EmptyState({ icon: Icon, title, headingLevel = 2, children, action }: Props) {
  const Heading = headingLevel === 1 ? 'h1' : 'h2'
  return (
    <div className="card flex flex-col items-center px-6 py-14 text-center">
      <span className="grid size-11 place-items-center rounded-full bg-hover text-muted">
        <Icon aria-hidden className="size-5" />
      </span>
      <Heading className="mt-4 text-lg">{title}</Heading>
      <p className="mt-1 max-w-sm text-muted">{children}</p>
      {action !== undefined && <div className="mt-5">{action}</div>}
    </div>
  )
}
