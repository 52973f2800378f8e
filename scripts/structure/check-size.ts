import type { Check } from './source-file.ts'

const MOST_LINES = 300

/** A file of code has at most 300 lines. */
export const checkSize: Check = (files) =>
  files
    .filter(({ path }) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('.gen.ts'))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => ({
      path,
      message: `${lines} lines, at most ${MOST_LINES}: move an idea into a file of its own`,
    }))
