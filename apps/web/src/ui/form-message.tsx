import { CircleAlert } from 'lucide-react'

/** What went wrong with a form as a whole; read aloud as soon as it appears. */
export function FormMessage({ children }: { children: string | null }) {
  return (
    <div role="alert" className="empty:hidden">
      {children !== null && (
        <p className="flex items-start gap-2 rounded-control bg-danger-soft px-3 py-2.5 text-sm text-danger-ink">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {children}
        </p>
      )}
    </div>
  )
}
