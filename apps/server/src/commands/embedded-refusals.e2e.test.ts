import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 60_000 })

const program = resolve(import.meta.dirname, '../cli.ts')
const dataDir = mkdtempSync(join(tmpdir(), 'rendez refusals '))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

function run(args: string[]): Promise<{ code: unknown; lines: string[] }> {
  const env = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', DATA_DIR: dataDir, PORT: '0' }
  return new Promise((done) => {
    execFile(process.execPath, [program, ...args], { env }, (error, _output, errors) => {
      done({ code: error?.code ?? 0, lines: errors.trim().split('\n') })
    })
  })
}

test('an embedded database that cannot be opened is one line, for a command and for the server', async () => {
  const cluster = join(dataDir, 'postgres', '18')
  mkdirSync(cluster, { recursive: true })
  writeFileSync(join(cluster, 'PG_VERSION'), '18\n')
  const line = expect.stringMatching(
    /^rendez: .*password is missing: restore it, or PostgreSQL cannot be opened$/,
  )
  expect(await run(['db', 'migrate:status'])).toEqual({ code: 1, lines: [line] })
  expect(await run(['serve'])).toMatchObject({ code: 78, lines: expect.arrayContaining([line]) })
})
