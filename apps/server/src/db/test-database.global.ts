import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the PostgreSQL that this test run may do with as it likes. */
    databaseUrl: string
    /** The name of a migrated database to copy. */
    databaseTemplate: string
  }
}

// What is lost when the machine crashes does not matter here, and tests run in half the time.
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
}

/** Gives the whole test run one PostgreSQL with a migrated template in it; stops it at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rendez-test-'))
  let server: EmbeddedPostgres | undefined
  // Interrupted, vitest ends at once and calls no teardown.
  const abandon = () => {
    if (server) process.kill(server.pid, 'SIGKILL')
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
  const teardown = async () => {
    await server?.stop()
    process.off('exit', abandon)
    rmSync(dataDir, { recursive: true, force: true })
  }
  process.once('exit', abandon)
  try {
    server = await startEmbeddedPostgres({ dataDir, settings: SETTINGS })
    project.provide('databaseUrl', server.url)
    project.provide('databaseTemplate', await createTemplate(server.url))
  } catch (error) {
    await teardown()
    throw error
  }
  return teardown
}

async function createTemplate(adminUrl: string): Promise<string> {
  const name = 'template_migrated'
  const sql = postgres(adminUrl, { max: 1 })
  await sql`create database ${sql(name)}`
  await sql.end()
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  await migrate(url.href)
  return name
}
