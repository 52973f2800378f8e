/** The embedded PostgreSQL cannot be had; one line says why and, where it can, how to mend it. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError'
  /** As errors of the system have one: whoever sees it knows that the message says what happened. */
  readonly code = 'EMBEDDED_POSTGRES'
}
