import type { ReactNode } from 'react'

type Props = { title: string; lead?: ReactNode; children?: ReactNode; footer?: ReactNode }

/** One thing to do about an account. */
export function AccountCard({ title, lead, children, footer }: Props) {
  return (
    <>
      <title>{`${title} · Rendez`}</title>
      <div className="card p-6 sm:p-8">
        <h1 className="text-xl">{title}</h1>
        {lead !== undefined && <p className="mt-1 text-muted">{lead}</p>}
        {children}
      </div>
      {footer !== undefined && <p className="mt-5 text-center text-muted">{footer}</p>}
    </>
  )
}
