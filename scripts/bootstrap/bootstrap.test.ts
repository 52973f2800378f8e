import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'

let project: string

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'rendez bootstrap '))
  const scripts = join(import.meta.dirname, '..')
  for (const path of ['bootstrap.mjs', 'bootstrap']) {
    cpSync(join(scripts, path), join(project, 'scripts', path), { recursive: true })
  }
})

afterEach(() => rmSync(project, { recursive: true, force: true }))

/** Runs the bootstrap of a project of which nothing else is there, as a machine of another kind. */
async function bootstrap(args: string[], machine = ''): Promise<{ code: number; stderr: string }> {
  const disguise = `data:text/javascript,${encodeURIComponent(machine)}`
  const program = [`--import=${disguise}`, join(project, 'scripts', 'bootstrap.mjs'), ...args]
  // A registry on a port that nothing listens on is a machine without network.
  const env = { PATH: process.env.PATH, npm_config_registry: 'http://127.0.0.1:1' }
  const failure = await promisify(execFile)(process.execPath, program, { env }).then(
    () => ({ code: 0, stderr: '' }),
    ({ code, stderr }) => ({ code, stderr }),
  )
  return failure
}

const as = (name: 'arch' | 'versions', value: string) =>
  `Object.defineProperty(process, '${name}', { value: ${value} })`

test('a command that does not exist is answered with those that do', async () => {
  expect(await bootstrap(['bild'])).toEqual({
    code: 1,
    stderr: 'rendez: unknown command: choose start, dev, test, bench, chaos, rendez, format\n',
  })
})

test('a platform without packages is refused in one line', async () => {
  const { code, stderr } = await bootstrap(['start'], as('arch', "'mips'"))
  expect(code).toBe(1)
  expect(stderr).toMatch(/^rendez: \w+-mips is not supported: .*\n$/)
})

test('without network it says so, and leaves nothing half downloaded', async () => {
  const { code, stderr } = await bootstrap(['start'], as('versions', "{ node: '20.20.0' }"))
  expect(code).toBe(1)
  expect(stderr.trim().split('\n').at(-1)).toMatch(
    /^rendez: could not fetch node-\S+ \(ECONNREFUSED\): check the network/,
  )
  const toolchain = join(project, '.toolchain')
  expect(existsSync(toolchain) ? readdirSync(toolchain) : []).toEqual([])
})
