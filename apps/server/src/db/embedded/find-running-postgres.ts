import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { findPostmaster, readPostmasterFile } from './release-cluster.ts'

export type EmbeddedDatabase =
  | { state: 'none' | 'stopped' }
  /** With the password in the address: not for logs. */
  | { state: 'running'; url: string }

/**
 * What is in a data directory: no cluster yet, one that nobody serves (an orphan of a killed server
 * counts as that), or one that a living server has open.
 */
export function findRunningPostgres(dataDirectory: string): EmbeddedDatabase {
  const home = join(dataDirectory, 'postgres')
  if (!existsSync(join(home, '18', 'PG_VERSION'))) return { state: 'none' }
  const directory = join(realpathSync(home), '18')
  if ((findPostmaster(directory)?.owner ?? null) === null) return { state: 'stopped' }
  const { port } = readPostmasterFile(directory)
  const password = readFileSync(join(home, 'password'), 'utf8')
  return { state: 'running', url: `postgres://rendez:${password}@127.0.0.1:${port}/rendez` }
}
