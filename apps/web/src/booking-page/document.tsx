import { renderToStaticMarkup } from 'react-dom/server'
import { modelId, rootId } from './document-ids.ts'
import type { PageHead } from './page-head.ts'
import type { PageAssets, View } from './page-model.ts'

type DocumentParts = {
  head: PageHead
  assets: PageAssets
  /** A style sheet of this page alone. */
  style: string
  theme: View['theme']
  /** The page's own markup, as React rendered it. */
  markup: string
  /** What the page comes alive from; null: it needs no script. */
  liveModel: object | null
}

// '<' could end the element or open a comment inside it; as an escape it is the same JSON.
const toInertJson = (value: object) => JSON.stringify(value).replaceAll('<', '\\u003c')

function PublicDescription({ head }: { head: PageHead }) {
  const description = head.description.slice(0, 200)
  return (
    <>
      <meta name="description" content={description} />
      <meta property="og:title" content={head.title} />
      <meta property="og:description" content={description} />
      <meta property="og:type" content="website" />
    </>
  )
}

function Head({ head, assets, style, liveModel }: DocumentParts) {
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{head.title}</title>
      {head.isPublic ? <PublicDescription head={head} /> : <meta name="robots" content="noindex" />}
      <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
      {assets.fonts.map((href) => (
        <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="" />
      ))}
      {assets.styles.map((href) => (
        <link key={href} rel="stylesheet" href={href} />
      ))}
      {style !== '' && <style>{style}</style>}
      {liveModel !== null &&
        assets.preloads.map((href) => <link key={href} rel="modulepreload" href={href} />)}
      {liveModel !== null && <script type="module" src={assets.script} />}
    </head>
  )
}

/** The whole document around a page's own markup. */
export function documentOf(parts: DocumentParts): string {
  const { theme, markup, liveModel } = parts
  const data =
    liveModel === null
      ? ''
      : `<script id="${modelId}" type="application/json">${toInertJson(liveModel)}</script>`
  return [
    '<!doctype html>',
    `<html lang="en"${theme === null ? '' : ` data-theme="${theme}"`}>`,
    renderToStaticMarkup(<Head {...parts} />),
    `<body><div id="${rootId}">${markup}</div>${data}</body></html>`,
  ].join('')
}
