import { ManagePage } from './manage-page.tsx'
import { MeetingTypePage } from './meeting-type-page.tsx'
import type { ManagePageModel, MeetingTypePageModel } from './page-model.ts'
import { LinkTarget } from './parts/link-form.tsx'

export type LivePageModel = ManagePageModel | MeetingTypePageModel

/**
 * What a link said, and what a form brought, goes along while the guest looks from month to month without
 * script: the former in the address, the latter in the body.
 */
function linkTarget({ view, draft, draftFrom }: MeetingTypePageModel) {
  const carried = {
    timezone: view.timeZoneFrom === 'address' ? view.timeZone : '',
    theme: view.theme ?? '',
    ...draft,
  }
  const fields = Object.entries(carried).filter(([, value]) => value !== '')
  if (draftFrom === 'address') return { method: 'get', fields } as const
  return { method: 'post', fields: [...fields, ['step', 'look'] as const] } as const
}

/** The pages that come alive in the browser. */
export function LivePage({ model }: { model: LivePageModel }) {
  if (model.page === 'manage') return <ManagePage model={model} />
  return (
    <LinkTarget value={linkTarget(model)}>
      <MeetingTypePage model={model} />
    </LinkTarget>
  )
}
