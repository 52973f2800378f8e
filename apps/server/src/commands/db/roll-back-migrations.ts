import { type RolledBack, rollbackMigrations } from '../../db/rollback-migrations.ts'
import { type OutputOptions, printResult } from '../print-result.ts'
import { withDatabaseUrl } from '../with-database.ts'
import { withProgress } from '../with-progress.ts'
import { heedSignals } from './heed-signals.ts'

type Options = OutputOptions & { steps: number; dryRun: boolean; allowLoss: boolean }

/** Takes the newest migrations back. */
export async function rollBackMigrations(options: Options): Promise<number> {
  const { steps, dryRun, allowLoss } = options
  const migrations = await withProgress((tell) =>
    withDatabaseUrl((url) =>
      heedSignals((signal) =>
        rollbackMigrations(url, { steps, dryRun, allowLoss, onProgress: tell, signal }),
      ),
    ),
  )
  const verb = dryRun ? 'would roll back' : 'rolled back'
  const lines = migrations.map(({ tag, loses }) => `${verb} ${tag}${describeLoss(loses)}`)
  printResult(options, { dryRun, migrations: migrations.map(withoutSql) }, lines)
  return 0
}

function describeLoss(loses: string | null): string {
  return loses === null ? '' : ` (loses ${loses})`
}

function withoutSql({ tag, loses }: RolledBack) {
  return { tag, loses }
}
