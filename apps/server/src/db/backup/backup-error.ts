/** A backup cannot be made or restored, and nothing was changed; one line says why. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}
