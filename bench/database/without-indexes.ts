import type { BenchDatabase } from './open-bench-database.ts'

/** Takes the keys and indexes of a table away while it is filled, and makes them again. */
export async function withoutIndexes(
  sql: BenchDatabase['sql'],
  table: string,
  fill: () => Promise<unknown>,
): Promise<void> {
  const constraints = await sql<{ name: string; definition: string }[]>`
    select quote_ident(conname) as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = ${table}::regclass and contype in ('p', 'u', 'x')`
  for (const { name } of constraints) {
    await sql.unsafe(`alter table ${table} drop constraint ${name}`)
  }
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index where indrelid = ${table}::regclass`
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`)
  await fill()
  for (const { name, definition } of constraints) {
    await sql.unsafe(`alter table ${table} add constraint ${name} ${definition}`)
  }
  for (const { definition } of indexes) await sql.unsafe(definition)
}
