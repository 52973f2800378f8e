import postgres from 'postgres'
import { probePostgres } from './probe-postgres.ts'

// Any number, as long as every release uses the same one.
const lockKey = 7_362_033

/**
 * Runs work that changes the schema on one connection, while nobody else's does: servers that start
 * at once take turns.
 */
export async function withMigrationLock<Result>(
  url: string,
  work: (sql: postgres.Sql) => Promise<Result>,
): Promise<Result> {
  await probePostgres(url)
  // One connection, so that the lock and the work are of the same session.
  const sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    connect_timeout: 10,
    connection: { application_name: 'rendez-migrate', TimeZone: 'UTC' },
  })
  try {
    await sql`select pg_advisory_lock(${lockKey})`
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
