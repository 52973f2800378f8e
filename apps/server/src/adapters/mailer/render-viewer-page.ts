const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML, also inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

const style = `
:root { color-scheme: light dark; }
body {
  margin: 0 auto; padding: 32px 16px; max-width: 880px;
  background: light-dark(#f6f6f7, #0e0f11); color: light-dark(#17171b, #f1f1f3);
  font: 15px/1.6 ui-sans-serif, system-ui, sans-serif;
}
h1 { font-size: 20px; line-height: 28px; margin: 0 0 16px; }
h2 { font-size: 15px; margin: 32px 0 8px; }
a { color: light-dark(#2545bd, #a8bcff); }
p, dl { margin: 0 0 16px; }
ul { list-style: none; margin: 0; padding: 0; }
ul, pre, iframe, dl {
  background: light-dark(#ffffff, #17181b); border: 1px solid light-dark(#e3e3e7, #2b2d33);
  border-radius: 12px; box-sizing: border-box; width: 100%;
}
li + li { border-top: 1px solid light-dark(#e3e3e7, #2b2d33); }
li a { display: block; padding: 12px 16px; text-decoration: none; overflow-wrap: anywhere; }
li span, dt, .muted { color: light-dark(#5a5a65, #a6a8b0); font-size: 13px; }
li span { display: block; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; padding: 12px 16px; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { margin: 0; padding: 16px; overflow-x: auto; font: 13px/1.5 ui-monospace, monospace; }
pre.wrapped { white-space: pre-wrap; overflow-wrap: anywhere; }
iframe { height: 720px; }
a:focus-visible { outline: 2px solid light-dark(#2b50d4, #8ea6ff); outline-offset: -2px; }
`

/** A whole page; `title` is text, `body` is HTML that is safe already. */
export function renderViewerPage(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`
}
