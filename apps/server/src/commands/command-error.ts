/** A command cannot do what it was asked for; one line says why and, where it can, how to mend it. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}
