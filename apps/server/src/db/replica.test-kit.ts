import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'

const run = promisify(execFile)

export type ReplicatedPostgres = {
  primaryUrl: string
  /** The copy; another address after every start. */
  replica: EmbeddedPostgres
  startReplica(): Promise<EmbeddedPostgres>
  /** Stops and goes on with what the copy takes from the log. */
  pause(): Promise<void>
  resume(): Promise<void>
  close(): Promise<void>
}

/** A migrated PostgreSQL with a second one that follows it by streaming. */
export async function startReplicated(): Promise<ReplicatedPostgres> {
  await using resources = new AsyncDisposableStack()
  const directory = mkdtempSync(join(tmpdir(), 'rendez-replica-'))
  resources.defer(() => rmSync(directory, { recursive: true, force: true, maxRetries: 10 }))
  const copy = join(directory, 'copy')
  const settings = { fsync: 'off' }
  const primary = await startEmbeddedPostgres({ dataDir: join(directory, 'primary'), settings })
  resources.defer(() => primary.stop())
  await migrate(primary.url)
  await copyWhileItRuns(primary.url, join(directory, 'primary'), copy)
  const { hostname, port, username, password } = new URL(primary.url)
  const source = `host=${hostname} port=${port} user=${username} password=${password}`
  const startReplica = () =>
    startEmbeddedPostgres({ dataDir: copy, settings: { ...settings, primary_conninfo: source } })
  let replica = await startReplica()
  resources.defer(() => replica.stop())
  const ask = async (question: string) => {
    const sql = postgres(replica.url, { max: 1 })
    await sql.unsafe(question)
    await sql.end()
  }
  const kept = resources.move()
  return {
    primaryUrl: primary.url,
    get replica() {
      return replica
    },
    startReplica: async () => {
      replica = await startReplica()
      return replica
    },
    pause: () => ask('select pg_wal_replay_pause()'),
    resume: () => ask('select pg_wal_replay_resume()'),
    close: () => kept.disposeAsync(),
  }
}

/** What pg_basebackup does, without a program that not every machine has. */
async function copyWhileItRuns(url: string, from: string, to: string): Promise<void> {
  const sql = postgres(url, { max: 1 })
  await sql`select pg_backup_start('copy', true)`
  await run('cp', ['-a', from, to])
  const [stopped] = await sql`select labelfile from pg_backup_stop(false)`
  await sql.end()
  const cluster = join(to, 'postgres', '18')
  rmSync(join(cluster, 'postmaster.pid'))
  for (const [name, text] of [
    ['backup_label', String(stopped?.labelfile)],
    ['standby.signal', ''],
  ] as const) {
    writeFileSync(join(cluster, name), text)
    await run('chown', ['--reference', join(cluster, 'PG_VERSION'), join(cluster, name)])
  }
}
