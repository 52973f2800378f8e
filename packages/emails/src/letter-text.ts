import type { Letter } from './letter.ts'

/** The letter as plain text, for text/plain. */
export function letterText(letter: Letter): string {
  const details = letter.details.map(({ label, lines, href }) => {
    const shown = href === undefined || lines.includes(href) ? lines : [...lines, href]
    return [`${label}:`, ...shown.map((line) => `  ${line}`)].join('\n')
  })
  const action = letter.action ? [`${letter.action.label}:\n${letter.action.url}`] : []
  const opening = [letter.heading, letter.intro, letter.body].filter((text) => text !== undefined)
  const blocks = [...opening, ...details, ...action, ...letter.closing]
  return `${blocks.join('\n\n')}\n`
}
