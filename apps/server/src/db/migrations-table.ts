import type postgres from 'postgres'
import type { Migration } from './list-migrations.ts'

// The table is drizzle's own, so that its tools read what is applied here.

export type AppliedMigration = { createdAt: number; hash: string }

type Sql = postgres.ISql

/** What was applied to a database, oldest first; nothing when it never was migrated. */
export async function listApplied(sql: Sql): Promise<AppliedMigration[]> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`
  if (table?.name === null) return []
  const rows = await sql<{ created_at: string; hash: string }[]>`
    select created_at, hash from drizzle.__drizzle_migrations order by created_at`
  return rows.map((row) => ({ createdAt: Number(row.created_at), hash: row.hash }))
}

/**
 * Those of the given migrations that were not applied to a database, in their order. Each counts by
 * itself, whatever is applied already: drizzle's own migrator looks at the newest one alone, and leaves
 * out for ever what comes from a branch that was merged later.
 */
export async function listMissing(
  sql: Sql,
  migrations: readonly Migration[],
): Promise<Migration[]> {
  const applied = new Set((await listApplied(sql)).map(({ createdAt }) => createdAt))
  return migrations.filter(({ createdAt }) => !applied.has(createdAt))
}

export async function createMigrationsTable(sql: Sql): Promise<void> {
  await sql`create schema if not exists drizzle`
  await sql`
    create table if not exists drizzle.__drizzle_migrations (
      id serial primary key, hash text not null, created_at bigint)`
}

export async function noteApplied(sql: Sql, { hash, createdAt }: Migration): Promise<void> {
  await sql`
    insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${createdAt})`
}

export async function noteRolledBack(sql: Sql, { createdAt }: Migration): Promise<void> {
  await sql`delete from drizzle.__drizzle_migrations where created_at = ${createdAt}`
}
