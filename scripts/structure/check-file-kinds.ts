import type { Check } from './source-file.ts'

const MODULE_FILE = /^apps\/server\/src\/modules\/[^/]+\/(?:.*\/)?([^/]+)$/
const KINDS = ['module', 'repository', 'table', 'events']
const TESTS = /\.(test|e2e\.test|test-kit)$/
const EXPECTED = [
  '<noun>.module.ts',
  '<verb>-<noun>.ts',
  'load-*.ts',
  'present-*.ts',
  'on-<event>.ts',
  ...KINDS.slice(1).map((kind) => `<noun>.${kind}.ts`),
  '*.test.ts',
  '*.test-kit.ts',
]

/** A server module holds only the kinds of files that the house knows. */
export const checkFileKinds: Check = (files) =>
  files
    .filter(({ path }) => !isKnownKind(MODULE_FILE.exec(path)?.[1]))
    .map(({ path }) => ({
      path,
      message: `not a kind of file of a module: ${EXPECTED.join(', ')}`,
    }))

function isKnownKind(fileName: string | undefined): boolean {
  if (fileName === undefined) return true
  if (!fileName.endsWith('.ts')) return false
  const name = fileName.slice(0, -'.ts'.length)
  if (TESTS.test(name)) return true
  const [stem = '', kind, ...more] = name.split('.')
  // Without a kind it is one use case, and that has a verb and a noun.
  if (kind === undefined) return stem.includes('-')
  return more.length === 0 && KINDS.includes(kind)
}
