import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type postgres from 'postgres'
import { applyMigration } from '../apply-migration.ts'
import { listMigrations, type Migration } from '../list-migrations.ts'
import { migrate } from '../migrate.ts'
import { withMigrationLock } from '../migration-lock.ts'
import { BackupError } from './backup-error.ts'
import { isEmpty } from './list-contents.ts'
import { type BackupTable, type Manifest, readManifest } from './manifest.ts'
import { RowCounter } from './row-counter.ts'

/**
 * Restores a backup into an empty database, in one transaction: afterwards everything is there, or
 * the database is as empty as before. Then it is brought to this release.
 *
 * @throws BackupError when the directory is no backup, is damaged or of a newer release, or when the
 *   database is not empty
 */
export async function restoreBackup(
  url: string,
  directory: string,
  onProgress: (line: string) => void = () => {},
): Promise<Manifest> {
  const manifest = await readManifest(directory)
  const migrations = chooseMigrations(manifest)
  await withMigrationLock(url, async (sql) => {
    if (!(await isEmpty(sql))) {
      throw new BackupError('the database is not empty: restore into one that was just created')
    }
    await sql.begin(async (transaction) => {
      for (const migration of migrations.filter(({ inTransaction }) => inTransaction)) {
        await applyMigration(transaction, migration)
      }
      await load(transaction, directory, manifest, onProgress)
    })
    await sql`analyze`
  })
  await migrate(url)
  return manifest
}

/** Those that the backup had: its tables are as they left them. */
function chooseMigrations({ migrations }: Manifest): Migration[] {
  const known = new Map(listMigrations().map((migration) => [migration.createdAt, migration]))
  return migrations.map(({ tag, createdAt, hash }) => {
    const migration = known.get(createdAt)
    if (migration?.hash === hash) return migration
    throw new BackupError(`the backup is of another release, with the migration ${tag}`)
  })
}

async function load(
  sql: postgres.TransactionSql,
  directory: string,
  { partitions, tables, sequences }: Manifest,
  onProgress: (line: string) => void,
): Promise<void> {
  for (const { parent, name, bound } of partitions) {
    await sql.unsafe(`create table if not exists ${name} partition of ${parent} ${bound}`)
  }
  // A migration may have written rows of its own.
  await sql.unsafe(`truncate ${tables.map(({ name }) => name).join(', ')}`)
  for (const [position, table] of tables.entries()) {
    await loadTable(sql, directory, table)
    onProgress(`${position + 1} of ${tables.length}: ${table.name}, ${table.rows} rows`)
  }
  for (const { name, value } of sequences) await sql`select setval(${name}, ${value}::bigint)`
}

async function loadTable(
  sql: postgres.TransactionSql,
  directory: string,
  { name, columns, file, rows }: BackupTable,
): Promise<void> {
  const counter = new RowCounter()
  const table = await sql.unsafe(`copy ${name} (${columns.join(', ')}) from stdin`).writable()
  await pipeline(createReadStream(join(directory, file)), createGunzip(), counter, table)
  const [found] = await sql.unsafe<{ count: string }[]>(`select count(*) from ${name}`)
  if (counter.rows !== rows || Number(found?.count) !== rows) {
    throw new BackupError(`${name} has ${found?.count} rows instead of ${rows}: nothing was kept`)
  }
}
