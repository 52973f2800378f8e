import { renderToStaticMarkup } from 'react-dom/server'
import type { Letter, Message } from './letter.ts'
import { LetterPage } from './letter-page.tsx'
import { letterText } from './letter-text.ts'

export function renderLetter(letter: Letter): Message {
  return {
    subject: letter.subject,
    html: `<!DOCTYPE html>${renderToStaticMarkup(<LetterPage letter={letter} />)}`,
    text: letterText(letter),
  }
}
