import { renderToStaticMarkup } from 'react-dom/server'
import type { RenderPage } from './page-model.ts'

export const renderPage: RenderPage = (model) => ({
  html: `<!doctype html>${renderToStaticMarkup(<html lang="en"><body>{model.page}</body></html>)}`,
  inlineStyles: [],
})
