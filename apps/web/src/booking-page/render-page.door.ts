import type { RenderPage } from './page-model.ts'

/** What the built bundle exports: the server compiles against this, not against the components. */
export declare const renderPage: RenderPage
