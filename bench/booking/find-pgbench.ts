import { findProgram } from '../../scripts/services/find-program.ts'

/**
 * PostgreSQL's own load generator; any version may drive the server.
 *
 * @throws Error that says what to do when there is none and it cannot be installed
 */
export const findPgbench = (): Promise<string> =>
  findProgram({
    name: 'pgbench',
    // Debian's own name on PATH needs a cluster to choose its version by.
    patterns: ['/usr/lib/postgresql/*/bin/pgbench'],
    debianPackage: 'postgresql',
  })
