/** The same calm ground as the other pages, small enough to travel inside the page. */
export const openApiPageCss = `
:root {
  color-scheme: light dark;
  --canvas: light-dark(#f6f6f7, #0e0f11);
  --surface: light-dark(#ffffff, #17181b);
  --line: light-dark(#e3e3e7, #2b2d33);
  --ink: light-dark(#17171b, #f1f1f3);
  --muted: light-dark(#5a5a65, #a6a8b0);
  --accent: light-dark(#2545bd, #a8bcff);
  --accent-soft: light-dark(#edf1fe, #1d2644);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--canvas); color: var(--ink); font: 1rem/1.5 ui-sans-serif, system-ui, sans-serif; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--surface); padding: .5rem 1rem; }
.frame { display: grid; grid-template-columns: 16rem minmax(0, 1fr); gap: 3rem; max-width: 70rem; margin: 0 auto; padding: 2.5rem 1.5rem 6rem; }
nav { position: sticky; top: 2.5rem; align-self: start; }
nav h2 { margin: 1.5rem 0 .25rem; color: var(--muted); font-size: .875rem; font-weight: 600; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: block; padding: .5rem 0; color: inherit; text-decoration: none; font-size: .9375rem; }
nav a:hover { color: var(--accent); text-decoration: underline; }
.brand { font-weight: 700; font-size: 1.125rem; }
h1 { margin: 0 0 .75rem; font-size: 1.875rem; line-height: 1.2; letter-spacing: -.02em; }
.lead { max-width: 42rem; white-space: pre-line; }
section { margin-top: 2rem; padding: 1.5rem; background: var(--surface); border: 1px solid var(--line); border-radius: .75rem; scroll-margin-top: 1.5rem; }
section h2 { margin: 0; font-size: 1.25rem; letter-spacing: -.01em; }
section h3 { margin: 1.75rem 0 .5rem; font-size: .9375rem; }
.route { margin: .5rem 0 0; font-family: ui-monospace, monospace; font-size: .9375rem; overflow-wrap: anywhere; }
.method { padding: .125rem .5rem; margin-right: .5rem; border-radius: .375rem; background: var(--accent-soft); color: var(--accent); font-weight: 600; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: .9375rem; }
th, td { padding: .5rem 1rem .5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--muted); font-size: .875rem; font-weight: 500; }
tbody th { font-weight: 400; overflow-wrap: anywhere; }
.statuses th:first-child { width: 5rem; }
tbody tr:last-child > * { border-bottom: 0; }
td p { margin: 0; }
code, pre { font-family: ui-monospace, monospace; font-size: .875rem; }
pre { margin: 0; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--canvas); border: 1px solid var(--line); border-radius: .5rem; }
.muted { color: var(--muted); }
@media (max-width: 48rem) {
  .frame { grid-template-columns: minmax(0, 1fr); gap: 1.5rem; padding: 1.5rem 1rem 4rem; }
  nav { position: static; }
  section { padding: 1.25rem 1rem; }
  thead { position: absolute; clip-path: inset(50%); }
  tbody tr { display: block; padding: .625rem 0; border-bottom: 1px solid var(--line); }
  tbody tr:last-child { border-bottom: 0; }
  tbody th, td { display: block; padding: 0; border: 0; }
  .statuses th:first-child { width: auto; }
}
`
