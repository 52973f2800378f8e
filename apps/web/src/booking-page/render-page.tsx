import { renderToString } from 'react-dom/server'
import { accentOf } from '../ui/accent-of.ts'
import { documentOf } from './document.tsx'
import { GuestPage } from './guest-page.tsx'
import { pageHead } from './page-head.ts'
import type { PageAssets, PageModel } from './page-model.ts'

export { openMeetingType } from './visit/open-meeting-type.ts'
export { openMove } from './visit/open-move.ts'
export { readVisit } from './visit/read-visit.ts'

/** A guest's page as a whole HTML document. */
export function renderPage(model: PageModel, assets: PageAssets): string {
  const isLive = model.page === 'meeting-type' || model.page === 'manage'
  return documentOf({
    head: pageHead(model),
    assets,
    style: model.page === 'meeting-type' ? accentOf(model.meetingType.color) : '',
    theme: model.view.theme,
    markup: renderToString(<GuestPage model={model} />),
    liveModel: isLive ? model : null,
  })
}
