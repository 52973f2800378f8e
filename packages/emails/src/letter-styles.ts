import type { CSSProperties } from 'react'

// The light values of the web's tokens: mail programs know neither variables nor light-dark().
const ink = '#17171b'
const muted = '#5a5a65'
const sans = "ui-sans-serif, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

const text = { fontSize: '15px', lineHeight: '24px', color: ink, margin: '0' }

export const styles = {
  body: { backgroundColor: '#f6f6f7', fontFamily: sans, margin: '0', padding: '32px 16px' },
  card: {
    maxWidth: '560px',
    backgroundColor: '#ffffff',
    border: '1px solid #e3e3e7',
    borderRadius: '12px',
    padding: '32px',
  },
  heading: { ...text, fontSize: '20px', lineHeight: '28px', fontWeight: 600 },
  text: { ...text, margin: '8px 0 0' },
  details: { margin: '24px 0 0' },
  label: { ...text, width: '104px', padding: '4px 16px 4px 0', color: muted, verticalAlign: 'top' },
  value: { ...text, padding: '4px 0', verticalAlign: 'top', wordBreak: 'break-word' },
  link: { color: '#2545bd', textDecoration: 'underline' },
  action: { margin: '24px 0 0' },
  button: {
    backgroundColor: '#2b50d4',
    borderRadius: '8px',
    color: '#ffffff',
    fontSize: '15px',
    fontWeight: 600,
    padding: '12px 20px',
  },
  line: { borderColor: '#e3e3e7', margin: '32px 0 16px' },
  closing: { ...text, fontSize: '13px', lineHeight: '20px', color: muted, margin: '0 0 4px' },
} as const satisfies Record<string, CSSProperties>

/** For phones and for the dark. Inline styles win otherwise, hence `!important`. No character here needs escaping in HTML. */
export const adaptiveStyles = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) {
  .card { padding: 24px 20px !important; }
  .label, .value { display: block !important; width: auto !important; padding: 0 !important; }
  .value { padding-bottom: 12px !important; }
}
@media (prefers-color-scheme: dark) {
  .canvas, .canvas td { background-color: #0e0f11 !important; }
  .card, .card td { background-color: #17181b !important; }
  .card { border-color: #2b2d33 !important; }
  .ink, .card td.ink { color: #f1f1f3 !important; }
  .muted, .card td.muted { color: #a6a8b0 !important; }
  .line { border-color: #2b2d33 !important; }
  .link { color: #a8bcff !important; }
  .button { background-color: #3f64e6 !important; }
}
`
