import type postgres from 'postgres'
import { BackupError } from './backup-error.ts'

export type TableContents = { name: string; columns: string[] }

/** Relations of people's schemas; what belongs to an extension comes with it. */
const ours = `
  n.nspname not in ('information_schema', 'drizzle') and n.nspname not like 'pg\\_%'
  and c.relpersistence = 'p'
  and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`

/** Every table, with its columns as SQL; each comes after those that it refers to. */
export async function listTables(sql: postgres.ISql): Promise<TableContents[]> {
  const rows = await sql.unsafe<(TableContents & { references: string[] })[]>(`
    select format('%I.%I', n.nspname, c.relname) as name,
      array(select quote_ident(attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum) as columns,
      array(select format('%I.%I', m.nspname, r.relname)
        from pg_constraint f join pg_class r on r.oid = f.confrelid
        join pg_namespace m on m.oid = r.relnamespace
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as references
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and ${ours}
    order by name`)
  return sortByReferences(rows)
}

function sortByReferences(
  tables: readonly (TableContents & { references: string[] })[],
): TableContents[] {
  const sorted: TableContents[] = []
  const done = new Set<string>()
  let waiting = [...tables]
  while (waiting.length > 0) {
    const ready = waiting.filter(({ references }) => references.every((name) => done.has(name)))
    if (ready.length === 0) {
      throw new BackupError(
        `tables refer to each other in a ring: ${waiting.map(({ name }) => name)}`,
      )
    }
    for (const { name, columns } of ready) {
      done.add(name)
      sorted.push({ name, columns })
    }
    waiting = waiting.filter(({ name }) => !done.has(name))
  }
  return sorted
}

/** Every partition, to be made again. */
export async function listPartitions(
  sql: postgres.ISql,
): Promise<{ parent: string; name: string; bound: string }[]> {
  return await sql.unsafe(`
    select inhparent::regclass::text as parent, format('%I.%I', n.nspname, c.relname) as name,
      pg_get_expr(c.relpartbound, c.oid) as bound
    from pg_inherits join pg_class c on c.oid = inhrelid
    join pg_namespace n on n.oid = c.relnamespace
    where c.relispartition and c.relkind = 'r' and ${ours}
    order by name`)
}

/** How far every sequence has come. */
export async function listSequences(
  sql: postgres.ISql,
): Promise<{ name: string; value: string }[]> {
  return await sql`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as value
    from pg_sequences where last_value is not null and schemaname <> 'drizzle'`
}

/** Whether nobody has made anything in the database. */
export async function isEmpty(sql: postgres.ISql): Promise<boolean> {
  const rows = await sql`
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    limit 1`
  return rows.length === 0
}
