import postgres from 'postgres'

const INTEGRITY_VIOLATION = '23'

/** The name of the constraint that refused a write, or undefined when the error is another one. */
export function violatedConstraint(error: unknown): string | undefined {
  // Drizzle wraps what the driver throws.
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  if (!(cause instanceof postgres.PostgresError)) return undefined
  return cause.code.startsWith(INTEGRITY_VIOLATION) ? cause.constraint_name : undefined
}
