import { type Import, listImports } from './list-imports.ts'
import type { Check } from './source-file.ts'

const WORKSPACE = /^(?:apps|packages)\/[^/]+/
// Browser tests are about the whole product: they start a server of their own.
const BROWSER_TESTS = 'apps/web/e2e/'
const IS_TEST = /\.(test|test-kit|global)\.ts$/
const SERVICES = 'scripts/services/'

/**
 * Workspaces meet by name: nobody reaches into another one's folders, and nobody imports an app,
 * except that the server hands out what the web app built. Tests start real services with scripts.
 */
export const checkWorkspaceImports: Check = (files) =>
  files
    .filter(({ path }) => WORKSPACE.test(path) && !path.startsWith(BROWSER_TESTS))
    .filter(({ path }) => /\.(ts|tsx)$/.test(path))
    .flatMap((file) =>
      listImports(file).flatMap((found) => {
        if (IS_TEST.test(file.path) && found.path?.startsWith(SERVICES)) return []
        const message = objection(workspaceOf(file.path), found)
        return message ? [{ path: file.path, message: `${found.specifier}: ${message}` }] : []
      }),
    )

function objection(from: string, { specifier, path }: Import): string | undefined {
  if (path === undefined || workspaceOf(path) === from) return undefined
  if (specifier.startsWith('.')) return 'import another workspace by its name, from what it exports'
  if (from === 'apps/server' && specifier.startsWith('@rendez/web/')) return undefined
  if (path.startsWith('apps/')) return 'nobody imports an app: what two share belongs in packages/'
  return undefined
}

function workspaceOf(path: string): string {
  return WORKSPACE.exec(path)?.[0] ?? ''
}
