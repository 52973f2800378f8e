import type { PageAssets, PageModel } from './page-model.ts'

/** What the built bundle exports: the server compiles against this, not against the components. */
export declare function renderPage(model: PageModel, assets: PageAssets): string
export { openMeetingType } from './visit/open-meeting-type.ts'
export { openMove } from './visit/open-move.ts'
export { type GuestRequest, readVisit, type Visit } from './visit/read-visit.ts'
export type { SlotSource } from './visit/slot-source.ts'
