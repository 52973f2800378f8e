import type { ReactNode } from 'react'

type Props = { title: string; description?: string; children: ReactNode }

/** A card with what belongs together; its heading stands beside its fields where there is room. */
export function Section({ title, description, children }: Props) {
  return (
    <section className="card grid grid-cols-1 gap-5 p-5 sm:p-6">
      <div>
        <h2 className="text-base">{title}</h2>
        {description !== undefined && <p className="mt-0.5 text-sm text-muted">{description}</p>}
      </div>
      {children}
    </section>
  )
}
