import { posix } from 'node:path'
import type { SourceFile } from './source-file.ts'

/** Where an import leads: a path in the project, or the name of an outside package. */
export type Import = { specifier: string; path?: string; package?: string }

const IMPORT =
  /(?:^|[;\n])\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[;\n])\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g

const APPS = ['web', 'server']

/** Every static, dynamic, type and side-effect import of a file. */
export function listImports({ path, text }: SourceFile): Import[] {
  return [...text.matchAll(IMPORT)].map(([, from, bare, dynamic]) =>
    locate(from ?? bare ?? dynamic ?? '', path),
  )
}

function locate(specifier: string, from: string): Import {
  if (specifier.startsWith('.')) {
    return { specifier, path: posix.join(posix.dirname(from), specifier) }
  }
  const own = /^@rendez\/([^/]+)/.exec(specifier)?.[1]
  if (own) return { specifier, path: `${APPS.includes(own) ? 'apps' : 'packages'}/${own}` }
  const [scope = '', name] = specifier.split('/')
  return { specifier, package: specifier.startsWith('@') ? `${scope}/${name}` : scope }
}
