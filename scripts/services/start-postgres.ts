import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { commandFor } from '../../apps/server/src/db/embedded/choose-account.ts'
import { inspectProcess } from '../../apps/server/src/db/embedded/inspect-process.ts'
import { type Cluster, openCluster } from '../../apps/server/src/db/embedded/open-cluster.ts'
import { readPostmasterFile } from '../../apps/server/src/db/embedded/release-cluster.ts'
import { freePorts } from './free-ports.ts'
import { type RunningService, type ServiceProcess, startProcess } from './start-service.ts'

type PostgresOptions = {
  /** Where it keeps its cluster and log; given again, it comes back with what it had. */
  directory: string
  /** A free one when absent. */
  port?: number
  /** Settings of postgresql.conf. */
  settings?: Record<string, string>
}

const ATTEMPTS = 5
const START_MS = 60_000

/**
 * Starts a PostgreSQL of its own, from the binaries that come with the packages, which keeps what it
 * has committed. `kill` ends every process of it at once, as a power failure of PostgreSQL alone.
 *
 * @throws Error when it ends, or does not answer within a minute
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningService> {
  const { directory, settings = {} } = options
  const cluster = await openCluster(directory)
  const [port = 0] = options.port === undefined ? await freePorts(1) : [options.port]
  for (let attempt = 1; ; attempt += 1) {
    const running = await spawnPostmaster(cluster, port, settings)
    if (await becomesReady(running, cluster)) {
      const pid = running.child.pid ?? 0
      return {
        url: `postgres://rendez:${cluster.password}@127.0.0.1:${port}/rendez`,
        port,
        pid,
        stop: () => running.stop('SIGINT'),
        kill: () => killFamily(pid),
      }
    }
    killFamily(running.child.pid ?? 0)
    // The last processes of one that was killed may still hold its shared memory.
    if (attempt === ATTEMPTS) {
      throw new Error(`PostgreSQL does not start: see ${join(directory, 'postgres.log')}`)
    }
    await delay(200)
  }
}

function spawnPostmaster(
  cluster: Cluster,
  port: number,
  settings: Record<string, string>,
): Promise<ServiceProcess> {
  const chosen = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    ...settings,
  }
  const flags = Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const args = ['-D', cluster.directory, '-p', String(port), ...flags]
  const [program, rest] = commandFor(cluster.account, cluster.binaries.postgres, args)
  const log = join(cluster.home, 'postgres.log')
  return startProcess(program, rest, { log, ids: cluster.account.ids })
}

async function becomesReady({ child }: ServiceProcess, { directory }: Cluster): Promise<boolean> {
  const deadline = performance.now() + START_MS
  while (child.exitCode === null && child.signalCode === null && performance.now() < deadline) {
    const file = readPostmasterFile(directory)
    // After a crash a stale file still says ready, for another process.
    if (file.isReady && file.pid === child.pid) return true
    await delay(20)
  }
  return false
}

/** Its children are in groups of their own, and would finish what they are at. */
function killFamily(postmaster: number): void {
  if (postmaster === 0) return
  // Stopped, it starts no other child meanwhile.
  signal(postmaster, 'SIGSTOP')
  for (const child of listChildren(postmaster)) signal(child, 'SIGKILL')
  signal(postmaster, 'SIGKILL')
}

function listChildren(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && inspectProcess(pid)?.parentPid === parent)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended.
  }
}
