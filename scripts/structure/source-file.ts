import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file of the project; its path is relative to the root, with forward slashes. */
export type SourceFile = { path: string; text: string }

export type Problem = { path: string; message: string }

/** Looks at all files of the project at once. */
export type Check = (files: SourceFile[]) => Problem[]

const TEXT = /\.(ts|tsx|mjs|css|grit|json|jsonc|md|yaml|yml|sql|html|sh|example)$|(^|\/)[^.]+$/

/** Reads the text files that are the project's: tracked, or new and not ignored. */
export function readSourceFiles(root: string): SourceFile[] {
  const listing = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  const paths = execFileSync('git', listing, { cwd: root, encoding: 'utf8' }).split('\0')
  return paths
    .filter((path) => TEXT.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}
