import { CommandError } from './command-error.ts'
import { printProblem } from './print-result.ts'

/**
 * Runs a command and sets the exit code to what it answers. What it refuses, and what the system or a
 * service refuses it, is one line on standard error and exit code 1.
 */
export async function settleCommand(run: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run()
  } catch (error) {
    if (!isExplained(error)) throw error
    printProblem(error.message)
    process.exitCode = 1
  }
}

/** Errors of the system and of PostgreSQL have a code, and say what happened. */
function isExplained(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  return (
    error instanceof CommandError ||
    error.name === 'MigrationError' ||
    error.name === 'BackupError' ||
    ('code' in error && typeof error.code === 'string' && !error.code.startsWith('ERR_'))
  )
}
