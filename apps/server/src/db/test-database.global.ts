import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the PostgreSQL that this test run may do with as it likes. */
    databaseUrl: string
    /** A migrated database to copy; empty as long as there are no migrations. */
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
  const teardown = async () => {
    await server?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
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
  const migrateFile = new URL('./migrate.ts', import.meta.url)
  if (!existsSync(migrateFile)) return ''
  const name = 'template_migrated'
  const sql = postgres(adminUrl, { max: 1 })
  await sql`create database ${sql(name)}`
  await sql.end()
  const { migrate } = await import(migrateFile.href)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  await migrate(url.href)
  return name
}
