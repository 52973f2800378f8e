import type { Database } from './client.ts'

export type Connections = { state: 'active' | 'idle' | 'in_transaction'; count: number }

/** What the connections of this process are doing, by the name that they have in common. */
export async function listConnections(sql: Database['sql']): Promise<Connections[]> {
  const rows = await sql<{ active: number; idle: number; waiting: number }[]>`
    select
      count(*) filter (where state = 'active')::int as active,
      count(*) filter (where state = 'idle')::int as idle,
      count(*) filter (where state like 'idle in transaction%')::int as waiting
    from pg_stat_activity
    where datname = current_database()
      and application_name = current_setting('application_name')`
  return rows.flatMap(({ active, idle, waiting }) => [
    { state: 'active' as const, count: active },
    { state: 'idle' as const, count: idle },
    { state: 'in_transaction' as const, count: waiting },
  ])
}
