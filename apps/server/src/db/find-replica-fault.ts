import postgres from 'postgres'
import { probePostgres } from './probe-postgres.ts'

/** Why a server cannot be read as a copy; `isMistake`: waiting will not help. */
export type ReplicaFault = { reason: string; isMistake: boolean }

type Identity = { follows: boolean; cluster: string; database: string }

// PostgreSQL's codes for a wrong user, password, or database, and no right to connect.
const REFUSALS = ['28000', '28P01', '3D000', '42501']

/** What speaks against reading `url` as a copy of the database at `primaryUrl`; null when nothing does. */
export async function findReplicaFault(
  url: string,
  primaryUrl: string,
): Promise<ReplicaFault | null> {
  try {
    const found = await identify(url)
    if (!found.follows) return mistake('it is a primary, not a replica')
    const { cluster, database } = await identify(primaryUrl)
    const isSame = found.cluster === cluster && found.database === database
    return isSame ? null : mistake('it is no replica of the database at DATABASE_URL')
  } catch (error) {
    return explain(error)
  }
}

const mistake = (reason: string): ReplicaFault => ({ reason, isMistake: true })

async function identify(url: string): Promise<Identity> {
  await probePostgres(url)
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 2, query_timeout: 2 })
  try {
    const [row] = await sql<Identity[]>`
      select pg_is_in_recovery() as follows, c.system_identifier::text as cluster,
        d.oid::text as database
      from pg_control_system() c, pg_database d where d.datname = current_database()`
    if (row === undefined) throw new Error('it does not say which database it is')
    return row
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function explain(error: unknown): ReplicaFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const message = error instanceof Error ? error.message : String(error)
  const isMistake = REFUSALS.includes(code) || message.includes('like a PostgreSQL')
  return { reason: message === '' ? code : message, isMistake }
}
