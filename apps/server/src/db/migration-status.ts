import type postgres from 'postgres'
import { listMigrations, type Migration } from './list-migrations.ts'
import { listApplied } from './migrations-table.ts'

export type MigrationStatus = {
  tag: string
  /**
   * `changed`: applied, and its file was changed since. `unknown`: applied by a release that knows
   * more than this one.
   */
  state: 'applied' | 'pending' | 'changed' | 'unknown'
}

/** Every migration of this release and of the database, in order. Reads only. */
export async function readMigrationStatus(
  sql: postgres.ISql,
  migrations: readonly Migration[] = listMigrations(),
): Promise<MigrationStatus[]> {
  const applied = new Map((await listApplied(sql)).map((row) => [row.createdAt, row.hash]))
  const ours = migrations.map(({ tag, createdAt, hash }): MigrationStatus => {
    const appliedHash = applied.get(createdAt)
    applied.delete(createdAt)
    if (appliedHash === undefined) return { tag, state: 'pending' }
    return { tag, state: appliedHash === hash ? 'applied' : 'changed' }
  })
  const others = [...applied.keys()].map(
    (createdAt): MigrationStatus => ({
      tag: new Date(createdAt).toISOString(),
      state: 'unknown',
    }),
  )
  return [...ours, ...others]
}
