/** A migration could not be applied or taken back, and nothing was changed; one line says why. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}
