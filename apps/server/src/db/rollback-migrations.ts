import type postgres from 'postgres'
import { listMigrations, type Migration } from './list-migrations.ts'
import { MigrationError } from './migration-error.ts'
import { withMigrationLock } from './migration-lock.ts'
import { listApplied, noteRolledBack } from './migrations-table.ts'
import { createUntilTablesAreFree } from './until-tables-are-free.ts'

type RollbackOptions = {
  /** How many of the newest migrations are taken back. */
  steps: number
  /** Says what would be done, and does nothing. */
  dryRun?: boolean
  /** Whoever sets it has read what would be lost. */
  allowLoss?: boolean
  migrations?: readonly Migration[]
  /** Is told of what is waited for, and of each migration. */
  onProgress?: (line: string) => void
  /** Breaks off the step that is under way; those before it stay taken back. */
  signal?: AbortSignal
}

export type RolledBack = { tag: string; loses: string | null; sql: string }

/**
 * Takes the newest migrations back, newest first, one by one.
 *
 * @returns what was taken back, or would be
 * @throws MigrationError when there are not so many, when one has no way back or would lose data
 *   without leave: then nothing was taken back. Also when the database refuses one, or a table stays in
 *   use: then its line says what was taken back before it. The signal's reason when it was broken off.
 */
export function rollbackMigrations(url: string, options: RollbackOptions): Promise<RolledBack[]> {
  const { onProgress = () => {}, signal = new AbortController().signal } = options
  const work = async (sql: postgres.Sql) => {
    const chosen = await chooseMigrations(sql, options)
    const steps = chosen.map(({ migration, wayBack }) => ({
      tag: migration.tag,
      loses: migration.loses,
      sql: wayBack,
    }))
    if (options.dryRun) return steps
    refuseLoss(steps, options)
    const untilTablesAreFree = createUntilTablesAreFree({ onProgress, signal })
    for (const [index, step] of chosen.entries()) {
      onProgress(`way back ${index + 1} of ${chosen.length}: ${step.migration.tag}`)
      await untilTablesAreFree(() => sql.begin((tx) => takeBack(tx, step))).catch((error) => {
        throw withRest(error, chosen, index)
      })
    }
    return steps
  }
  return withMigrationLock(url, work, { onProgress, signal })
}

type Chosen = { migration: Migration; wayBack: string }

async function chooseMigrations(
  sql: postgres.Sql,
  { steps, migrations = listMigrations() }: RollbackOptions,
): Promise<Chosen[]> {
  const applied = new Set((await listApplied(sql)).map(({ createdAt }) => createdAt))
  const known = migrations.filter(({ createdAt }) => applied.delete(createdAt))
  if (applied.size > 0) {
    throw new MigrationError(
      `${count(applied.size)} of a newer release: roll back with that release first`,
    )
  }
  if (steps > known.length) {
    throw new MigrationError(
      known.length === 0
        ? 'there is nothing to roll back: no migration is applied'
        : `there is no way back past the first migration: only ${count(known.length)}`,
    )
  }
  return known.slice(-steps).reverse().map(withWayBack)
}

function withWayBack(migration: Migration): Chosen {
  const { wayBack, tag } = migration
  if (wayBack === null) throw new MigrationError(`the migration ${tag} has no way back`)
  return { migration, wayBack }
}

function count(applied: number): string {
  return applied === 1 ? '1 migration is applied' : `${applied} migrations are applied`
}

function refuseLoss(steps: RolledBack[], { allowLoss = false }: RollbackOptions): void {
  const losses = steps.filter(({ loses }) => loses !== null)
  if (allowLoss || losses.length === 0) return
  const list = losses.map(({ tag, loses }) => `${tag} loses ${loses}`).join('; ')
  throw new MigrationError(`${list}: make a backup, then say --allow-loss`)
}

async function takeBack(
  sql: postgres.TransactionSql,
  { migration, wayBack }: Chosen,
): Promise<void> {
  try {
    await sql.unsafe(wayBack)
    await noteRolledBack(sql, migration)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new MigrationError(
      `the way back from ${migration.tag} failed, and nothing of it was kept: ${reason}`,
      { cause },
    )
  }
}

/** Whoever repeats the command as it was would take back more than was meant. */
function withRest(cause: unknown, chosen: readonly Chosen[], done: number): unknown {
  if (done === 0) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  const tags = chosen.slice(0, done).map(({ migration }) => migration.tag)
  const rest = `taken back before it: ${tags.join(', ')}; go on with --steps ${chosen.length - done}`
  return new MigrationError(`${reason} (${rest})`, { cause })
}
