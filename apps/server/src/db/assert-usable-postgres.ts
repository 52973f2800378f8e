import postgres from 'postgres'
import { probePostgres } from './probe-postgres.ts'

const OLDEST_VERSION = 15

/** A database cannot be used; `message` is one line that goes on after its name, such as `is PostgreSQL 14: ...`. */
export class UnusablePostgresError extends Error {
  override readonly name = 'UnusablePostgresError'
}

/**
 * Makes sure that a PostgreSQL lets us in at an address, and that it is new enough.
 *
 * @param oldest the oldest major version that will do
 * @throws UnusablePostgresError
 */
export async function assertUsablePostgres(url: string, oldest = OLDEST_VERSION): Promise<void> {
  const version = await readVersion(url).catch((cause) => {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    const mend = 'check that it runs, and that user, password and rights are right'
    throw new UnusablePostgresError(`is not usable (${reason}): ${mend}`, { cause })
  })
  if (version < oldest) {
    throw new UnusablePostgresError(`is PostgreSQL ${version}: ${oldest} or newer is needed`)
  }
}

async function readVersion(url: string): Promise<number> {
  await probePostgres(url)
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    const [row] = await sql`select current_setting('server_version_num')::int / 10000 as version`
    return row?.version
  } finally {
    await sql.end({ timeout: 1 })
  }
}
