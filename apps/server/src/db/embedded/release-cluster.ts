import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { inspectProcess } from './inspect-process.ts'

const STOP_DEADLINE_MS = 20_000
const POLL_MS = 20

/** Names this process in the postmaster's command line, where a later start finds it. */
export function ownerTag(): string {
  return `cluster_name=rendez-${process.pid}`
}

/**
 * Makes sure that nobody runs a cluster: stops a PostgreSQL that outlived a killed server, and clears
 * away a lock file whose process number was given to another program.
 *
 * @throws EmbeddedPostgresError when a living server owns the cluster.
 */
export async function releaseCluster(clusterDirectory: string): Promise<void> {
  const postmaster = findPostmaster(clusterDirectory)
  if (postmaster === undefined) return
  if (postmaster.owner !== null) {
    throw new EmbeddedPostgresError(
      `another server (process ${postmaster.owner}) is using ${clusterDirectory}: stop it, or set DATA_DIR to another directory`,
    )
  }
  await stopOrphan(postmaster.pid)
}

/** The PostgreSQL that runs on a cluster; its owner is null when the server that started it is gone. */
export function findPostmaster(
  clusterDirectory: string,
): { pid: number; owner: number | null } | undefined {
  const { pid } = readPostmasterFile(clusterDirectory)
  const postmaster = pid === undefined ? undefined : inspectProcess(pid)
  // A file without a living process is no obstacle: PostgreSQL removes it itself.
  if (pid === undefined || !postmaster) return undefined

  if (!postmaster.commandLine.includes(`-D ${clusterDirectory} `)) {
    rmSync(join(clusterDirectory, 'postmaster.pid'), { force: true })
    return undefined
  }
  const owner = Number(/cluster_name=rendez-(\d+)/.exec(postmaster.commandLine)?.[1])
  // An orphan is handed to another parent, so a parent that is still the owner is alive.
  return { pid, owner: postmaster.parentPid === owner ? owner : null }
}

/** The lines of postmaster.pid that matter here: the process, its port and whether it answers. */
export function readPostmasterFile(clusterDirectory: string): {
  pid?: number
  port?: number
  isReady: boolean
} {
  try {
    const lines = readFileSync(join(clusterDirectory, 'postmaster.pid'), 'utf8').split('\n')
    return {
      pid: Number(lines[0]),
      port: Number(lines[3]),
      isReady: lines[7]?.trim() === 'ready',
    }
  } catch {
    return { isReady: false }
  }
}

async function stopOrphan(pid: number): Promise<void> {
  signal(pid, 'SIGINT')
  for (let waited = 0; inspectProcess(pid); waited += POLL_MS) {
    if (waited === STOP_DEADLINE_MS) signal(pid, 'SIGKILL')
    await delay(POLL_MS)
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended by itself in the meantime.
  }
}
