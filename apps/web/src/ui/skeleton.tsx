import type { ReactNode } from 'react'

/** The shape of something that is being loaded; give it the size of what will come. */
export const Skeleton = ({ className }: { className: string }) => (
  <div aria-hidden className={`skeleton ${className}`} />
)

/** Holds skeletons and says once that something is being loaded. */
export const Loading = ({ label, children }: { label: string; children: ReactNode }) => (
  <div role="status">
    <span className="sr-only">{label}</span>
    {children}
  </div>
)
