import { HostPage } from './host-page.tsx'
import { LivePage } from './live-page.tsx'
import type { PageModel } from './page-model.ts'
import { ProblemPage } from './problem-page.tsx'

/** Any of the guest's pages, as the server renders it. */
export function GuestPage({ model }: { model: PageModel }) {
  if (model.page === 'host') return <HostPage model={model} />
  if (model.page === 'problem') return <ProblemPage model={model} />
  return <LivePage model={model} />
}
