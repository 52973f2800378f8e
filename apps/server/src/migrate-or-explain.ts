import { join } from 'node:path'
import { type Config, SettingsError } from './config.ts'
import { assertUsablePostgres, UnusablePostgresError } from './db/assert-usable-postgres.ts'
import { listMigrations } from './db/list-migrations.ts'
import { migrate } from './db/migrate.ts'
import { MigrationError } from './db/migration-error.ts'
import type { Log } from './logger.ts'

/**
 * Makes sure that the database can be used, and brings it to this release.
 *
 * @throws SettingsError in one line; the signal's reason when that broke it off
 */
export async function migrateOrExplain(
  config: Config,
  url: string,
  { log, signal }: { log: Log; signal: AbortSignal },
): Promise<void> {
  try {
    if (config.databaseUrl !== null) await assertUsablePostgres(url)
    await migrate(url, listMigrations(), { onProgress: (line) => log.info(line), signal })
  } catch (cause) {
    if (signal.aborted) log.info('stopped before the migrations were done: the next start goes on')
    signal.throwIfAborted()
    throw new SettingsError(explainDatabase(config, cause), { cause })
  }
}

function explainDatabase({ databaseUrl, dataDir }: Config, cause: unknown): string {
  const name =
    databaseUrl === null
      ? `the embedded database in ${dataDir}`
      : `DATABASE_URL: the database at ${new URL(databaseUrl).host}`
  if (cause instanceof MigrationError) return `${name}: ${cause.message}`
  if (cause instanceof UnusablePostgresError) return `${name} ${cause.message}`
  const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
  const mend =
    databaseUrl === null
      ? `${join(dataDir, 'postgres', 'postgres.log')} may say more`
      : 'check that it runs, and that user, password and rights are right'
  return `${name} is not usable (${reason}): ${mend}`
}
