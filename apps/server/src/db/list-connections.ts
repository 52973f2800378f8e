import type postgres from 'postgres'

/** The two clients of a database, each with connections of its own. */
const pools = ['sql', 'drizzle'] as const

export type Connections = {
  pool: (typeof pools)[number]
  state: 'active' | 'idle' | 'in_transaction'
  count: number
}

/** What the connections of this process are doing, by the names that its clients give them. */
export async function listConnections(
  sql: postgres.Sql,
  nameOf: (pool: Connections['pool']) => string,
): Promise<Connections[]> {
  const rows = await sql<{ name: string; active: number; idle: number; waiting: number }[]>`
    select
      application_name as name,
      count(*) filter (where state = 'active')::int as active,
      count(*) filter (where state = 'idle')::int as idle,
      count(*) filter (where state like 'idle in transaction%')::int as waiting
    from pg_stat_activity
    where datname = current_database() and application_name in ${sql(pools.map(nameOf))}
    group by application_name`
  return pools.flatMap((pool) => {
    const {
      active = 0,
      idle = 0,
      waiting = 0,
    } = rows.find(({ name }) => name === nameOf(pool)) ?? {}
    return [
      { pool, state: 'active' as const, count: active },
      { pool, state: 'idle' as const, count: idle },
      { pool, state: 'in_transaction' as const, count: waiting },
    ]
  })
}
