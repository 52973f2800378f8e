import type postgres from 'postgres'

/** Everything that migrations make, as sorted lines of text. Monthly partitions are left out. */
export async function describeSchema(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ line: string }[]>`
    with ours as (
      select oid, nspname from pg_namespace
      where nspname not in ('information_schema', 'drizzle') and nspname not like 'pg\\_%'
    ), relations as (
      select c.oid, n.nspname || '.' || c.relname as name, c.relkind, c.relpartbound
      from pg_class c join ours n on n.oid = c.relnamespace
      where c.relname !~ '_[0-9]{4}_[0-9]{2}' and not exists (
        select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    )
    select 'schema ' || nspname as line from ours
    union all
    select format('relation %s %s %s', name, relkind, pg_get_expr(relpartbound, oid))
    from relations
    union all
    select format('column %s.%s %s %s %s', r.name, a.attname,
      format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid))
    from relations r
    join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
    union all
    select format('constraint %s %s %s', r.name, c.conname, pg_get_constraintdef(c.oid))
    from relations r join pg_constraint c on c.conrelid = r.oid
    union all
    select 'index ' || pg_get_indexdef(r.oid) from relations r where r.relkind in ('i', 'I')
    union all
    select format('trigger %s %s', r.name, pg_get_triggerdef(t.oid))
    from relations r join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal
    union all
    select 'function ' || pg_get_functiondef(p.oid)
    from pg_proc p join ours n on n.oid = p.pronamespace
    where p.prokind = 'f' and not exists (
      select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    order by line`
  return rows.map(({ line }) => line)
}
