/** A migration could not be applied or taken back, and nothing of it was kept; one line says why. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}
