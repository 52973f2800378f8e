import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { commandFor } from './embedded/choose-account.ts'
import { choosePort } from './embedded/choose-port.ts'
import { EmbeddedPostgresError } from './embedded/embedded-postgres-error.ts'
import { type Cluster, openCluster } from './embedded/open-cluster.ts'
import { ownerTag, readPostmasterFile, releaseCluster } from './embedded/release-cluster.ts'
import { stopWithParent } from './embedded/stop-with-parent.ts'

export type EmbeddedPostgresOptions = {
  /** Everything is kept in `<dataDir>/postgres`. */
  dataDir: string
  /** PostgreSQL's own settings by name, over those chosen here. */
  settings?: Record<string, string>
}

export type EmbeddedPostgres = {
  /** With the password in it: not for logs. The role is the cluster's superuser. */
  url: string
  pid: number
  /** Ends open sessions and waits until the process is gone; calling it twice is harmless. */
  stop(): Promise<void>
}

const START_ATTEMPTS = 3
const FAST_STOP_MS = 10_000
const IMMEDIATE_STOP_MS = 5_000

/**
 * Starts PostgreSQL 18 on the cluster in a data directory, creating the cluster when there is none, and
 * returns once it accepts connections. It listens on 127.0.0.1 only and stops when this process ends.
 *
 * @throws EmbeddedPostgresError with one line of advice: another server owns the directory, no binaries for this
 *   platform, or PostgreSQL's own last words.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(options.dataDir)
  await releaseCluster(cluster.directory)
  keepOneOldLog(cluster)
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(cluster.home)
    const child = spawnPostmaster(cluster, port, options.settings)
    if (child.pid !== undefined && (await becomesReady(child, cluster.directory))) {
      return handleOf(
        child,
        child.pid,
        `postgres://rendez:${cluster.password}@127.0.0.1:${port}/rendez`,
      )
    }
    // Two harmless reasons go away by themselves: the port was taken since we looked, or the last
    // backends of a killed PostgreSQL are still leaving.
    if (attempt === START_ATTEMPTS)
      throw new EmbeddedPostgresError(`PostgreSQL does not start: ${lastWords(cluster)}`)
    await delay(300)
    await releaseCluster(cluster.directory)
  }
}

function spawnPostmaster(
  cluster: Cluster,
  port: number,
  settings?: Record<string, string>,
): ChildProcess {
  const chosen = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // A failed statement is logged without its text: it may hold what an invitee typed.
    log_min_error_statement: 'panic',
    ...settings,
  }
  const flags = Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const args = ['-D', cluster.directory, '-p', String(port), '-c', ownerTag(), ...flags]
  const log = openSync(logFile(cluster), 'a', 0o600)
  const child = spawn(...commandFor(cluster.account, cluster.binaries.postgres, args), {
    ...cluster.account.ids,
    stdio: ['ignore', log, log],
    // Its own session: a Ctrl-C at the terminal ends the server first, and the server ends PostgreSQL.
    detached: true,
  })
  closeSync(log)
  child.on('error', () => {})
  child.unref()
  return child
}

/** Waits as long as the process lives: recovery after a crash takes the time it takes. */
async function becomesReady(child: ChildProcess, clusterDirectory: string): Promise<boolean> {
  while (isAlive(child)) {
    const file = readPostmasterFile(clusterDirectory)
    // After a crash a stale file still says ready, for another process.
    if (file.isReady && file.pid === child.pid) return true
    await delay(10)
  }
  return false
}

function handleOf(child: ChildProcess, pid: number, url: string): EmbeddedPostgres {
  const callOffWatch = stopWithParent(pid)
  const ended = once(child, 'exit').then(callOffWatch)
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= isAlive(child) ? stopGently(child, ended) : ended
    return stopping
  }
  return { url, pid, stop }
}

// PostgreSQL's signals: SIGINT ends sessions and writes a checkpoint, SIGQUIT leaves recovery to the next start.
async function stopGently(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.ref()
  child.kill('SIGINT')
  const immediate = setTimeout(() => child.kill('SIGQUIT'), FAST_STOP_MS)
  const forced = setTimeout(() => child.kill('SIGKILL'), FAST_STOP_MS + IMMEDIATE_STOP_MS)
  await ended
  clearTimeout(immediate)
  clearTimeout(forced)
}

function isAlive(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null
}

function logFile(cluster: Cluster): string {
  return join(cluster.home, 'postgres.log')
}

function keepOneOldLog(cluster: Cluster): void {
  try {
    renameSync(logFile(cluster), `${logFile(cluster)}.old`)
  } catch {
    // The first start has none.
  }
}

function lastWords(cluster: Cluster): string {
  try {
    const lines = readFileSync(logFile(cluster), 'utf8').trim().split('\n')
    return lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? ''
  } catch {
    return `see ${logFile(cluster)}`
  }
}
