// Makes `dist` for publishing: plain JavaScript, and declarations that need nothing of this repository.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const packageDirectory = fileURLToPath(new URL('..', import.meta.url))
const contractDirectory = fileURLToPath(new URL('../../contract', import.meta.url))
const compiler = createRequire(import.meta.url).resolve('typescript/package.json')
const dist = join(packageDirectory, 'dist')

rmSync(dist, { recursive: true, force: true })
compile(packageDirectory, dist)
for (const name of readdirSync(dist).filter((file) => file.endsWith('.d.ts'))) {
  rewrite(join(dist, name), (text) =>
    text.replaceAll(`'@rendez/contract'`, `'./contract/index.js'`),
  )
}
copyContract(join(dist, 'contract'))

function compile(project: string, outDir: string): void {
  const options = ['--noEmit', 'false', '--declaration', '--rootDir', join(project, 'src')]
  execFileSync(
    process.execPath,
    [join(dirname(compiler), 'bin', 'tsc'), '-p', project, ...options, '--outDir', outDir],
    { stdio: 'inherit' },
  )
}

/**
 * The router's declaration names inputs and outputs in full, so of the contract it needs the error codes
 * alone: what the server keeps in its context is none of a client's business.
 */
function copyContract(target: string): void {
  const emitted = mkdtempSync(join(tmpdir(), 'rendez-contract-'))
  compile(contractDirectory, emitted)
  mkdirSync(target, { recursive: true })
  for (const name of ['router.d.ts', 'errors.d.ts']) {
    writeFileSync(join(target, name), selfContained(readFileSync(join(emitted, name), 'utf8')))
  }
  const index = [
    `export type { AppRouter } from './router.js'`,
    `export type { ErrorBody, ErrorCode } from './errors.js'`,
  ]
  writeFileSync(join(target, 'index.d.ts'), `${index.join('\n')}\n`)
  rmSync(emitted, { recursive: true, force: true })
}

function selfContained(declaration: string): string {
  const text = declaration
    .replaceAll(/import\("\.\/(services|trpc)\.ts"\)\.(Context|RestMeta)/g, 'object')
    .replaceAll(/(["'])(\.\/[\w.-]+)\.ts\1/g, '$1$2.js$1')
  const foreign = text.match(/import\("(?!@trpc\/server"|\.\/errors\.js")[^"]+"\)/)
  if (foreign !== null) throw new Error(`the router's declaration needs ${foreign[0]}`)
  return text
}

function rewrite(file: string, change: (text: string) => string): void {
  const text = change(readFileSync(file, 'utf8')).replaceAll(
    /(['"])(\.\/[\w./-]+)\.ts\1/g,
    '$1$2.js$1',
  )
  writeFileSync(file, text)
}
