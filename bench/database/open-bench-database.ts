import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectDatabase } from '../../apps/server/src/db/client.ts'
import { startEmbeddedPostgres } from '../../apps/server/src/db/embedded-postgres.ts'
import { connectForMaintenance } from '../../apps/server/src/db/maintenance-client.ts'
import { migrate } from '../../apps/server/src/db/migrate.ts'

export type BenchServer = {
  /** Its scratch space; gone after `stop`. */
  directory: string
  /** Makes an empty database with all migrations. */
  createDatabase(name: string): Promise<BenchDatabase>
  stop(): Promise<void>
}

export type BenchDatabase = {
  url: string
  /** One connection without a deadline. */
  sql: ReturnType<typeof connectForMaintenance>
  /** Another one: a long statement beside a long statement. */
  second: ReturnType<typeof connectForMaintenance>
  drop(): Promise<void>
}

/** Starts the product's own PostgreSQL in a directory of its own, with the settings that it always has. */
export async function openBenchServer(): Promise<BenchServer> {
  const directory = mkdtempSync(join(tmpdir(), 'rendez-bench-'))
  const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 10 })
  const server = await startEmbeddedPostgres({ dataDir: directory })
  // Interrupted, it leaves nothing either: a million bookings are two gigabytes.
  const abandon = () => {
    process.kill(server.pid, 'SIGKILL')
    remove()
  }
  process.once('exit', abandon)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  return {
    directory,
    createDatabase: (name) => createDatabase(server.url, name),
    stop: async () => {
      process.off('exit', abandon)
      await server.stop()
      remove()
    },
  }
}

async function createDatabase(adminUrl: string, name: string): Promise<BenchDatabase> {
  await asAdmin(adminUrl, `create database ${name}`)
  const url = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href
  await migrate(url)
  const [sql, second] = [connectForMaintenance(url), connectForMaintenance(url)]
  const drop = async () => {
    await Promise.all([sql.end(), second.end()])
    await asAdmin(adminUrl, `drop database ${name} with (force)`)
  }
  return { url, sql, second, drop }
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const { sql, close } = connectDatabase(url, { max: 1 })
  await sql.unsafe(statement)
  await close()
}
