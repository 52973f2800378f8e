import { cpus, loadavg, release, totalmem, type } from 'node:os'
import type { BenchDatabase } from './database/open-bench-database.ts'

const COMMITS = 200

/** What the figures were measured on, in lines: they mean little elsewhere. */
export async function describeMachine({ sql }: BenchDatabase): Promise<string[]> {
  const processors = cpus()
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const [row] = await sql`
    select current_setting('server_version') as version, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as synchronous`
  const commit = await measureCommit(sql)
  const [load = 0] = loadavg()
  return [
    `${processors.length} x ${processors[0]?.model ?? 'unknown'}, ${gigabytes} GB, ${type()} ${release()}`,
    `Node ${process.versions.node}, PostgreSQL ${row?.version} (fsync ${row?.fsync}, synchronous_commit ${row?.synchronous}), a commit takes ${commit.toFixed(2)} ms`,
    `load before the run ${load.toFixed(1)}: above 0.5 somebody else is using the machine, read the ratios only`,
  ]
}

async function measureCommit(sql: BenchDatabase['sql']): Promise<number> {
  await sql`create table commits (n integer)`
  const start = performance.now()
  for (let n = 0; n < COMMITS; n += 1) await sql`insert into commits values (${n})`
  const elapsed = performance.now() - start
  await sql`drop table commits`
  return elapsed / COMMITS
}
