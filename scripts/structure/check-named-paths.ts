import type { Check, SourceFile } from './source-file.ts'

const DOCUMENT = 'ARCHITECTURE.md'
// What stands in backticks and looks like a path: it has a slash or an extension, and no placeholder.
const IN_BACKTICKS = /`([^`\s]+)`/g
const LOOKS_LIKE_PATH = /^\.?[\w@-][\w@.-]*(\/[\w@.{}-]*)+$|^[\w-]+\.(md|ts|mjs|json|yaml)$/

/** Every path that ARCHITECTURE.md names exists: a map that lies is worse than none. */
export const checkNamedPaths: Check = (files) => {
  const document = files.find(({ path }) => path === DOCUMENT)
  if (!document) return []
  return listNamedPaths(document)
    .filter((named) => !exists(named, files))
    .map((named) => ({ path: DOCUMENT, message: `names \`${named}\`, which does not exist` }))
}

function listNamedPaths({ text }: SourceFile): string[] {
  const named = [...text.matchAll(IN_BACKTICKS)].map(([, name]) => name ?? '')
  return named.filter((name) => LOOKS_LIKE_PATH.test(name) && !name.startsWith('@'))
}

/** A path may be given from the root, or from where its section is (`bookings/create-booking.ts`). */
function exists(named: string, files: SourceFile[]): boolean {
  const wanted = named.replace(/\/$/, '')
  return files.some(
    ({ path }) => `/${path}/`.includes(`/${wanted}/`) || path.endsWith(`/${wanted}.ts`),
  )
}
