import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { type Connections, listConnections } from './list-connections.ts'
import { connectForMaintenance } from './maintenance-client.ts'
import * as schema from './schema.ts'

export type Database = {
  drizzle: PostgresJsDatabase<typeof schema>
  /** For SQL written by hand; prepared statements. Drizzle changes the parsers of its own client. */
  sql: postgres.Sql
  /** That each of the two may have open at once. */
  maxConnections: number
  /** One connection of its own, for short questions that cannot wait for those of `sql` and `drizzle`. */
  watch: postgres.Sql
  /** What they are doing; answers also while all of them are taken. */
  listConnections(): Promise<Connections[]>
  /** One connection more, for long work beside that of people. Whoever opens it ends it. */
  openMaintenance(): postgres.Sql
  close(): Promise<void>
}

/** What `database.drizzle.transaction` hands to its callback. */
export type Transaction = Parameters<Parameters<Database['drizzle']['transaction']>[0]>[0]

type ConnectOptions = {
  /** Connections of each of the two clients. */
  max?: number
  /** Until a query is refused, in place of 15. */
  deadlineSeconds?: number
  /** What the connections are called in pg_stat_activity, before a slash and what they are for. */
  name?: string
  onnotice?: (notice: postgres.Notice) => void
}

// The writes count on READ COMMITTED: a lock followed by a check double-books under REPEATABLE READ.
const session = {
  TimeZone: 'UTC',
  default_transaction_isolation: 'read committed' as const,
  lock_timeout: 2000,
  idle_in_transaction_session_timeout: 10_000,
}

/** Opens nothing until the first query. Each query is refused, at the latest, when its deadline is over. */
export function connectDatabase(url: string, options: ConnectOptions = {}): Database {
  const { max = 10, name = 'rendez', deadlineSeconds = 15 } = options
  const nameOf = (use: 'sql' | 'drizzle' | 'watch') => `${name}/${use}`
  const connect = (use: Parameters<typeof nameOf>[0], most: number) =>
    postgres(url, {
      max: most,
      onnotice: options.onnotice ?? (() => {}),
      connect_timeout: Math.min(10, deadlineSeconds),
      query_timeout: deadlineSeconds,
      // The driver's own pauses grow to 20 seconds, longer than a query waits for its connection.
      backoff: (failures) => Math.min(2, 0.01 * 3 ** failures) * (0.5 + Math.random() / 2),
      // Sooner than the deadline: the connection outlives it, and the server does not work on for nobody.
      connection: {
        ...session,
        statement_timeout: Math.round((deadlineSeconds * 1000 * 2) / 3),
        application_name: nameOf(use),
      },
    })
  const sql = connect('sql', max)
  const client = connect('drizzle', max)
  const watch = connect('watch', 1)
  const close = async () => {
    await Promise.all([sql, client, watch].map((each) => each.end({ timeout: 5 })))
  }
  return {
    sql,
    maxConnections: max,
    watch,
    listConnections: () => listConnections(watch, nameOf),
    openMaintenance: () => connectForMaintenance(url),
    close,
    drizzle: drizzle(client, { schema, casing: 'snake_case' }),
  }
}
