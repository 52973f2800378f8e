import { ManagePage } from './manage-page.tsx'
import { MeetingTypePage } from './meeting-type-page.tsx'
import type { ManagePageModel, MeetingTypePageModel } from './page-model.ts'
import { LinkTarget } from './parts/link-form.tsx'

export type LivePageModel = ManagePageModel | MeetingTypePageModel

/** What a link said stays in the address while the guest goes from month to month without script. */
function carriedFields({ view, draft, outcome }: MeetingTypePageModel) {
  const fields = {
    timezone: view.timeZoneFrom === 'address' ? view.timeZone : '',
    theme: view.theme ?? '',
    // What somebody typed does not belong in an address; what the address said may stay there.
    ...(outcome === null ? draft : {}),
  }
  return Object.entries(fields).filter(([, value]) => value !== '')
}

/** The pages that come alive in the browser. */
export function LivePage({ model }: { model: LivePageModel }) {
  if (model.page === 'manage') return <ManagePage model={model} />
  return (
    <LinkTarget value={{ method: 'get', fields: carriedFields(model) }}>
      <MeetingTypePage model={model} />
    </LinkTarget>
  )
}
