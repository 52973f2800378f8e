import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

/**
 * A free loopback port for the cluster: the one it had last time when that is still free, so that a
 * developer's database tool keeps working across restarts.
 */
export async function choosePort(home: string): Promise<number> {
  const file = join(home, 'port')
  const port = (await tryPort(readPort(file))) ?? (await tryPort(0))
  if (port === undefined)
    throw new EmbeddedPostgresError('no free port on 127.0.0.1 for PostgreSQL')
  writeFileSync(file, String(port))
  return port
}

function readPort(file: string): number {
  try {
    const port = Number(readFileSync(file, 'utf8'))
    return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : 0
  } catch {
    return 0
  }
}

/** Port 0 asks the system for any free port. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}
