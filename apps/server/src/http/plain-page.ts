import { html } from 'hono/html'

/** A sentence for people, where no page of its own exists. */
export function plainPage(title: string, text: string) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>
body { max-width: 32rem; margin: 20vh auto; padding: 0 1.5rem; font: 1rem/1.5 ui-sans-serif, system-ui, sans-serif;
  background: light-dark(#f6f6f7, #0e0f11); color: light-dark(#17171b, #f1f1f3); }
h1 { font-size: 1.5rem; letter-spacing: -.01em; }
a { color: light-dark(#2545bd, #a8bcff); text-underline-offset: .2em; }
</style>
</head>
<body><main><h1>${title}</h1><p>${text}</p><p><a href="/">Go to the start</a></p></main></body>
</html>`
}
