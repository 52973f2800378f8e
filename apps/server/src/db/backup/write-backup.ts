import { createHash } from 'node:crypto'
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type postgres from 'postgres'
import { listMigrations } from '../list-migrations.ts'
import { listApplied } from '../migrations-table.ts'
import { BackupError } from './backup-error.ts'
import { listPartitions, listSequences, listTables, type TableContents } from './list-contents.ts'
import { type BackupTable, type Manifest, manifestFile } from './manifest.ts'
import { RowCounter } from './row-counter.ts'

/**
 * Writes every table as it is at one moment into a directory that is made for it. Nobody who books
 * waits for it. What is cut short leaves nothing that looks like a backup.
 *
 * @param onProgress is told of each table that is written
 * @throws BackupError when the directory is in use, or the database is of another release
 */
export async function writeBackup(
  sql: postgres.Sql,
  target: string,
  onProgress: (line: string) => void = () => {},
): Promise<Manifest> {
  const directory = resolve(target)
  if (existsSync(directory) && readdirSync(directory).length > 0) {
    throw new BackupError(`${directory} is not empty: name a directory that does not exist yet`)
  }
  const draft = `${directory}.draft-${process.pid}`
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  try {
    const known = await listTables(sql)
    const manifest = await sql.begin(
      'isolation level repeatable read read only',
      async (transaction) => {
        await lockTables(transaction, known)
        return await writeTables(transaction, draft, onProgress)
      },
    )
    // Last of all: without it the files are no backup.
    writeFileSync(join(draft, manifestFile), JSON.stringify(manifest, null, 2), { mode: 0o600 })
    renameSync(draft, directory)
    return manifest
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

async function writeTables(
  sql: postgres.TransactionSql,
  directory: string,
  onProgress: (line: string) => void,
): Promise<Manifest> {
  const contents = await listTables(sql)
  const [row] = await sql<{ now: Date }[]>`select now()`
  const migrations = await listOwnMigrations(sql)
  const tables: BackupTable[] = []
  for (const table of contents) {
    const written = await writeTable(sql, directory, table)
    tables.push(written)
    onProgress(`${tables.length} of ${contents.length}: ${written.name}, ${written.rows} rows`)
  }
  return {
    format: 'rendez-backup',
    version: 1,
    createdAt: row?.now.toISOString() ?? '',
    migrations,
    tables,
    partitions: await listPartitions(sql),
    sequences: await listSequences(sql),
  }
}

/**
 * So that no table is moved or dropped meanwhile; reading and writing go on. To be called first: what
 * a transaction sees is decided by its first query, and locking is none.
 */
async function lockTables(
  transaction: postgres.TransactionSql,
  tables: readonly TableContents[],
): Promise<void> {
  const names = tables.map(({ name }) => name)
  await transaction.unsafe("set local lock_timeout = '10s'")
  if (names.length > 0) await transaction.unsafe(`lock table ${names} in access share mode`)
}

async function listOwnMigrations(sql: postgres.ISql): Promise<Manifest['migrations']> {
  const known = new Map(listMigrations().map((migration) => [migration.createdAt, migration]))
  const applied = await listApplied(sql)
  return applied.map(({ createdAt, hash }) => {
    const migration = known.get(createdAt)
    if (migration?.hash === hash) return { tag: migration.tag, createdAt, hash }
    throw new BackupError('the database is of another release: make the backup with that one')
  })
}

async function writeTable(
  sql: postgres.TransactionSql,
  directory: string,
  { name, columns }: TableContents,
): Promise<BackupTable> {
  const file = `${name.replaceAll(/[^\w.]/g, '_')}.copy.gz`
  const path = join(directory, file)
  const rows = await sql
    .unsafe(`copy (select ${columns.join(', ')} from ${name}) to stdout`)
    .readable()
  const counter = new RowCounter()
  const hash = createHash('sha256')
  const hashed = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(rows, counter, createGzip(), hashed, createWriteStream(path, { mode: 0o600 }))
  // The driver leaves the connection paused when the last rows filled its buffer: nothing that is
  // asked after them would ever be answered.
  rows._read(0)
  const sha256 = hash.digest('hex')
  return { name, columns, file, rows: counter.rows, bytes: statSync(path).size, sha256 }
}
