import type postgres from 'postgres'
import { readConfig } from '../config.ts'
import { assertUsablePostgres, UnusablePostgresError } from '../db/assert-usable-postgres.ts'
import { findRunningPostgres } from '../db/embedded/find-running-postgres.ts'
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts'
import { connectForMaintenance } from '../db/maintenance-client.ts'
import { CommandError } from './command-error.ts'

/**
 * Works on the database of the settings: DATABASE_URL, or the embedded one in DATA_DIR. When a server
 * has that open, it is shared; otherwise it is started for this work and stopped after it.
 *
 * @param create whether there may be none yet, and one is made
 * @throws CommandError when there is none, or none that can be used
 */
export async function withDatabaseUrl<Result>(
  work: (url: string) => Promise<Result>,
  { create = false }: { create?: boolean } = {},
): Promise<Result> {
  const { databaseUrl, dataDir } = readConfig()
  if (databaseUrl !== null) {
    await assertUsable(databaseUrl, `DATABASE_URL: the database at ${new URL(databaseUrl).host}`)
    return await work(databaseUrl)
  }
  const found = findRunningPostgres(dataDir)
  if (found.state === 'running') {
    await assertUsable(found.url, `the embedded database in ${dataDir}`)
    return await work(found.url)
  }
  if (found.state === 'none' && !create) {
    throw new CommandError(`there is no database in ${dataDir} yet: set DATABASE_URL or DATA_DIR`)
  }
  const { url, stop } = await startEmbeddedPostgres({ dataDir })
  try {
    return await work(url)
  } finally {
    await stop()
  }
}

/** The same, with a connection for long work. */
export function withDatabase<Result>(
  work: (sql: postgres.Sql) => Promise<Result>,
): Promise<Result> {
  return withDatabaseUrl(async (url) => {
    const sql = connectForMaintenance(url)
    try {
      return await work(sql)
    } finally {
      await sql.end({ timeout: 5 })
    }
  })
}

async function assertUsable(url: string, name: string): Promise<void> {
  await assertUsablePostgres(url).catch((cause) => {
    if (!(cause instanceof UnusablePostgresError)) throw cause
    throw new CommandError(`${name} ${cause.message}`, { cause })
  })
}
