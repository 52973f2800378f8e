import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { root } from '../run-command.ts'

// Programs start here, PostgreSQL among them.
vi.setConfig({ testTimeout: 60_000 })

// What the image has besides Node.js, in a folder: no engine is needed to try its commands.
const image = mkdtempSync(join(tmpdir(), 'rendez image '))
const stage =
  readFileSync(join(root, 'Dockerfile'), 'utf8')
    .split(/^FROM /m)
    .at(-1) ?? ''

beforeAll(() => {
  for (const [, name = ''] of stage.matchAll(/^RUN mkdir (\S+)/gm)) mkdirSync(join(image, name))
  for (const [, name = ''] of stage.matchAll(/^COPY --from=build \/app (\S+)$/gm)) {
    symlinkSync(root, join(image, name))
  }
  for (const [, target = '', name = ''] of stage.matchAll(/^RUN ln -s (\S+) (\S+)$/gm)) {
    mkdirSync(dirname(join(image, name)), { recursive: true })
    symlinkSync(join(image, target), join(image, name))
  }
})
afterAll(() => rmSync(image, { recursive: true, force: true }))

type Ended = { code: number; output: string; errors: string }

/** As `docker compose exec worker rendez ...` does: by the name alone, with the settings of the image. */
function rendez(...args: string[]): Promise<Ended> {
  const words = [...stage.matchAll(/^ENV (.*)$/gm)].flatMap(([, line = '']) => line.split(' '))
  const settings = Object.fromEntries(words.map((word) => word.split('=')))
  const path = [join(image, 'usr/local/bin'), dirname(process.execPath), '/usr/bin', '/bin']
  const env = {
    ...settings,
    DATA_DIR: join(image, settings.DATA_DIR ?? ''),
    PATH: path.join(delimiter),
  }
  return new Promise((done) => {
    execFile('rendez', args, { env, cwd: '/' }, (error, output, errors) => {
      // A program that is not found has a word in place of a code.
      const code = typeof error?.code === 'string' ? 127 : (error?.code ?? 0)
      done({ code, output, errors })
    })
  })
}

test('rendez is a program of the image, wherever it is called', async () => {
  const { code, output, errors } = await rendez('--help')
  expect([code, errors]).toEqual([0, ''])
  expect(output).toMatch(/^Usage: rendez /)
  for (const group of ['db', 'queue', 'cache']) expect(output).toMatch(RegExp(`^  ${group} `, 'm'))
})

test('it works on the database of the settings, and its exit code tells what came of it', async () => {
  expect(await rendez('db', 'migrate:status')).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/^rendez: there is no database in .*\n$/),
  })
  const migrated = await rendez('db', 'migrate', '--json')
  expect(migrated).toMatchObject({ code: 0 })
  const { applied } = JSON.parse(migrated.output)
  const status = await rendez('db', 'migrate:status')
  expect(status).toMatchObject({ code: 0, errors: '' })
  expect(status.output).toBe(applied.map((tag: string) => `applied  ${tag}\n`).join(''))
})
