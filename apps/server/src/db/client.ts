import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from './schema.ts'

export type Database = {
  drizzle: PostgresJsDatabase<typeof schema>
  /** For SQL written by hand; prepared statements. Drizzle changes the parsers of its own client. */
  sql: postgres.Sql
  close(): Promise<void>
}

/** What `database.drizzle.transaction` hands to its callback. */
export type Transaction = Parameters<Parameters<Database['drizzle']['transaction']>[0]>[0]

type ConnectOptions = {
  /** Connections of each of the two clients. */
  max?: number
  /** Until a query is refused, in place of 15. */
  deadlineSeconds?: number
  onnotice?: (notice: postgres.Notice) => void
}

// The writes count on READ COMMITTED: a lock followed by a check double-books under REPEATABLE READ.
const session = {
  application_name: 'rendez',
  TimeZone: 'UTC',
  default_transaction_isolation: 'read committed' as const,
  lock_timeout: 2000,
  statement_timeout: 10_000,
  idle_in_transaction_session_timeout: 10_000,
}

/** Opens nothing until the first query. Each query is refused, at the latest, when its deadline is over. */
export function connectDatabase(url: string, options: ConnectOptions = {}): Database {
  const { deadlineSeconds = 15 } = options
  const connect = () =>
    postgres(url, {
      max: options.max ?? 10,
      onnotice: options.onnotice ?? (() => {}),
      connect_timeout: Math.min(10, deadlineSeconds),
      query_timeout: deadlineSeconds,
      connection: session,
    })
  const sql = connect()
  const client = connect()
  const close = async () => {
    await Promise.all([sql.end({ timeout: 5 }), client.end({ timeout: 5 })])
  }
  return {
    sql,
    close,
    drizzle: drizzle(client, { schema, casing: 'snake_case' }),
  }
}
