import { modelId, rootId } from './document-ids.ts'
import type { PageHead } from './page-head.ts'
import type { PageAssets } from './page-model.ts'

// '<' could end the element or open a comment inside it; as an escape it is the same JSON.
const toInertJson = (value: object) => JSON.stringify(value).replaceAll('<', '\\u003c')

function Head(props: { head: PageHead; assets: PageAssets; style: string; isLive: boolean }) {
  const { head, assets, style, isLive } = props
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{head.title}</title>
      {head.isPublic ? (
        <>
          <meta name="description" content={head.description.slice(0, 200)} />
          <meta property="og:title" content={head.title} />
          <meta property="og:description" content={head.description.slice(0, 200)} />
          <meta property="og:type" content="website" />
        </>
      ) : (
        <meta name="robots" content="noindex" />
      )}
      <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
      {assets.fonts.map((href) => (
        <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="" />
      ))}
      {assets.styles.map((href) => (
        <link key={href} rel="stylesheet" href={href} />
      ))}
      {style !== '' && <style>{style}</style>}
      {isLive && assets.preloads.map((href) => <link key={href} rel="modulepreload" href={href} />)}
      {isLive && <script type="module" src={assets.script} />}
    </head>
  )
}

/** The whole document around a page's own markup. Only live pages bring data and a script. */
export function Document(props: {
  head: PageHead
  assets: PageAssets
  style: string
  theme: string | null
  markup: string
  liveModel: object | null
}) {
  const { head, assets, style, theme, markup, liveModel } = props
  return (
    <html lang="en" data-theme={theme ?? undefined}>
      <Head head={head} assets={assets} style={style} isLive={liveModel !== null} />
      <body>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: it is React's own markup */}
        <div id={rootId} dangerouslySetInnerHTML={{ __html: markup }} />
        {liveModel !== null && (
          <script
            id={modelId}
            type="application/json"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON without a single '<'
            dangerouslySetInnerHTML={{ __html: toInertJson(liveModel) }}
          />
        )}
      </body>
    </html>
  )
}
