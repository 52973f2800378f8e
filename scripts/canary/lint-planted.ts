import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../run-command.ts'
import type { SourceFile } from '../structure/source-file.ts'

type Diagnostic = {
  category: string
  message: string | { content: string }[]
  location: { path?: string }
}

const CONFIGURATION = ['biome.json', 'scripts/lint', '.gitignore', 'package.json']
const MANIFESTS = ['apps/server', 'apps/web', 'bench']
const PACKAGES = ['core', 'icalendar', 'contract', 'client', 'emails']

/**
 * Lints files at their places in an otherwise empty copy of the project, by the project's own rules.
 *
 * @returns what Biome says of each path: its rule and its message in one line.
 */
export async function lintPlanted(files: SourceFile[]): Promise<Map<string, string[]>> {
  const scratch = mkdtempSync(join(tmpdir(), 'rendez-canary-'))
  try {
    copyConfiguration(scratch)
    for (const { path, text } of files) {
      mkdirSync(dirname(join(scratch, path)), { recursive: true })
      writeFileSync(join(scratch, path), text)
    }
    return groupByPath(await runBiome(scratch))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function copyConfiguration(scratch: string): void {
  const manifests = [...MANIFESTS, ...PACKAGES.map((name) => `packages/${name}`)]
  for (const path of [...CONFIGURATION, ...manifests.map((folder) => `${folder}/package.json`)]) {
    cpSync(join(root, path), join(scratch, path), { recursive: true })
  }
}

async function runBiome(cwd: string): Promise<Diagnostic[]> {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
  const args = [biome, 'check', '--reporter=json', '--max-diagnostics=none', '.']
  // It ends with an error code, as it must with this much to report.
  const result = await promisify(execFile)(process.execPath, args, { cwd }).catch((error) => error)
  if (result.stdout === '') throw new Error(`Biome did not lint: ${result.stderr}`)
  return JSON.parse(result.stdout).diagnostics
}

function groupByPath(diagnostics: Diagnostic[]): Map<string, string[]> {
  const byPath = new Map<string, string[]>()
  for (const { category, message, location } of diagnostics) {
    const text =
      typeof message === 'string' ? message : message.map((part) => part.content).join('')
    const path = location.path ?? ''
    byPath.set(path, [...(byPath.get(path) ?? []), `${category}: ${text}`])
  }
  return byPath
}
