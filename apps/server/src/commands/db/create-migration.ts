import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { listMigrations, migrationsFolder } from '../../db/list-migrations.ts'
import { CommandError } from '../command-error.ts'
import { type OutputOptions, printResult } from '../print-result.ts'

const projectDirectory = resolve(import.meta.dirname, '../../../../..')
const drizzleKit = join(projectDirectory, 'node_modules', 'drizzle-kit', 'bin.cjs')

const template = `-- The way back. If rows are lost by it, say so in a first line "-- Loses: what".
`

type Options = OutputOptions & {
  /** For what the tables of the code do not say: functions, partitions, data. */
  custom: boolean
}

/** Writes the migration from the last one to the tables as the code has them, to be looked over. */
export async function createMigration(name: string, options: Options): Promise<number> {
  if (!/^[a-z0-9]+([_-][a-z0-9]+)*$/.test(name)) {
    throw new CommandError('a migration is named in small letters, such as add_reminders')
  }
  if (!existsSync(drizzleKit)) {
    throw new CommandError('migrations are made in a checkout with development dependencies')
  }
  const known = listMigrations().length
  runDrizzleKit(name, options)
  const created = listMigrations().slice(known)
  const files = created.flatMap(({ tag }) => [`${tag}.sql`, `${tag}.down.sql`])
  for (const { tag } of created) writeFileSync(join(migrationsFolder, `${tag}.down.sql`), template)
  const none = ['the tables are as the last migration left them; --custom makes an empty migration']
  printResult(
    options,
    { files },
    files.length > 0 ? files.map((file) => join(migrationsFolder, file)) : none,
  )
  return 0
}

function runDrizzleKit(name: string, { custom }: Options): void {
  const args = [drizzleKit, 'generate', '--name', name.replaceAll('-', '_')]
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    custom ? [...args, '--custom'] : args,
    { cwd: projectDirectory, encoding: 'utf8' },
  )
  if (status !== 0) throw new CommandError(`drizzle-kit failed: ${(stderr || stdout).trim()}`)
}
