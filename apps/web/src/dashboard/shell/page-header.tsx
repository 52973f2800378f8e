import type { ReactNode } from 'react'

type Props = { title: string; description?: ReactNode; actions?: ReactNode }

/** What the screen is, and the main thing to do on it. */
export function PageHeader({ title, description, actions }: Props) {
  return (
    <header className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <title>{`${title} · Rendez`}</title>
      <div className="min-w-0 flex-1 basis-60">
        <h1 className="text-2xl">{title}</h1>
        {description !== undefined && <p className="mt-1 text-muted">{description}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  )
}
