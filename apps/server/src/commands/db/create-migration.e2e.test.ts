import { execFile } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

// The whole program starts here, and drizzle-kit in it.
vi.setConfig({ testTimeout: 60_000 })

const project = resolve(import.meta.dirname, '../../../../..')
const copied = ['package.json', 'drizzle.config.ts', 'apps/server/package.json', 'apps/server/src']
const linked = ['node_modules', 'apps/server/node_modules']

let copy: string
let migrations: string

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'rendez-migrations-'))
  migrations = join(copy, 'apps/server/src/db/migrations')
  for (const path of copied) cpSync(join(project, path), join(copy, path), { recursive: true })
  for (const path of linked) symlinkSync(join(project, path), join(copy, path), 'dir')
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

function create(...args: string[]): Promise<{ code: number; out: string; errors: string }> {
  const program = join(copy, 'apps/server/src/cli.ts')
  const env = { PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(':') }
  return new Promise((done) => {
    execFile(
      process.execPath,
      [program, 'db', 'migrate:create', ...args],
      { env, cwd: copy },
      (error, out, errors) => {
        done({ code: typeof error?.code === 'number' ? error.code : 0, out, errors })
      },
    )
  })
}

type Entry = { idx: number; tag: string; when: number }
const journal = (): Entry[] =>
  JSON.parse(readFileSync(join(migrations, 'meta/_journal.json'), 'utf8')).entries
const textOf = (file: string) => readFileSync(join(migrations, file), 'utf8')

test('tables as the last migration left them need none', async () => {
  const before = journal()
  const { code, out, errors } = await create('nothing')
  expect({ code, out, errors }).toEqual({
    code: 0,
    out: 'the tables are as the last migration left them; --custom makes an empty migration\n',
    errors: '',
  })
  expect(journal()).toEqual(before)
})

test('a new column becomes a migration with its way back, then one is made by hand', async () => {
  const before = journal()
  const table = join(copy, 'apps/server/src/modules/workflows/workflows.table.ts')
  appendFileSync(
    table,
    "\nexport const planted = pgTable('planted', { id: uuid().primaryKey(), createdOn: text() })\n",
  )
  const number = String((before.at(-1)?.idx ?? 0) + 1).padStart(4, '0')
  const made = await create('add-planted', '--json')
  expect(made.code).toBe(0)
  const tag = `${number}_add_planted`
  expect(JSON.parse(made.out)).toEqual({ files: [`${tag}.sql`, `${tag}.down.sql`] })
  expect(textOf(`${tag}.sql`)).toContain('CREATE TABLE "planted"')
  expect(textOf(`${tag}.sql`)).toContain('"created_on" text')
  expect(textOf(`${tag}.down.sql`)).toContain('-- The way back.')
  expect(existsSync(join(migrations, `meta/${number}_snapshot.json`))).toBe(true)
  expect(journal()).toHaveLength(before.length + 1)
  // The database knows migrations by their time, oldest first.
  expect(journal().at(-1)?.when).toBeGreaterThan(before.at(-1)?.when ?? 0)

  const custom = await create('by_hand', '--custom')
  const last = journal().at(-1)
  expect(last?.tag).toMatch(/^\d{4}_by_hand$/)
  expect(custom.out.trim().split('\n')).toEqual([
    expect.stringContaining(`${last?.tag}.sql`),
    expect.stringContaining(`${last?.tag}.down.sql`),
  ])
  expect(textOf(`${last?.tag}.sql`)).not.toContain('planted')
})
