import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'

export type TestDatabase = {
  url: string
  /** Closes whatever is still connected and removes the database. */
  drop(): Promise<void>
}

/** A migrated database of its own for one test file, on the PostgreSQL of the test run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const template = inject('databaseTemplate')
  // Copying files is faster than writing every page to the log, which nothing here would ever read.
  await asAdmin(
    (sql) => sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`,
  )
  const url = new URL(inject('databaseUrl'))
  url.pathname = `/${name}`
  const drop = () => asAdmin((sql) => sql`drop database ${sql(name)} with (force)`)
  return { url: url.href, drop }
}

async function asAdmin(work: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = postgres(inject('databaseUrl'), { max: 1, onnotice: () => {} })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}
