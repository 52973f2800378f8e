import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

/** Who runs PostgreSQL: it refuses to run as root. */
export type Account = {
  /** Prefix of every command line; empty when the program is spawned as it is. */
  wrapper: string[]
  /** User and group to spawn as; absent for the user of this process. */
  ids?: { uid: number; gid: number }
}

const AS_OURSELVES: Account = { wrapper: [] }

// A user namespace in which we are `nobody`: no account to create, and the files stay ours.
const IN_NAMESPACE: Account = {
  wrapper: ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'],
}

/**
 * Chooses the account that runs PostgreSQL on a cluster.
 *
 * A normal user runs it directly; root, and a container's user without a name, in a user namespace.
 * Where these are forbidden (many containers) root runs it as the system's `postgres` or `nobody`, who
 * then owns the files. What belongs to somebody else already is run by its owner.
 */
export function chooseAccount(clusterDirectory: string): Account {
  if (process.getuid?.() !== 0) return hasName() ? AS_OURSELVES : IN_NAMESPACE
  const owner = existsSync(clusterDirectory) ? statSync(clusterDirectory) : undefined
  if (owner && owner.uid !== 0) return { wrapper: [], ids: { uid: owner.uid, gid: owner.gid } }
  if (canMakeNamespace()) return IN_NAMESPACE
  const ids = findSystemUser()
  if (owner) chownTree(clusterDirectory, ids)
  return { wrapper: [], ids }
}

/** Splits a command line for `spawn`, with the account's wrapper in front. */
export function commandFor(account: Account, program: string, args: string[]): [string, string[]] {
  const [first = program, ...rest] = [...account.wrapper, program, ...args]
  return [first, rest]
}

/** PostgreSQL looks its user up by number, and refuses one that the system does not list. */
function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

function canMakeNamespace(): boolean {
  const [program, args] = commandFor(IN_NAMESPACE, 'true', [])
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}

function findSystemUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new EmbeddedPostgresError(
    'PostgreSQL cannot run as root here: start as a normal user or set DATABASE_URL',
  )
}

function chownTree(directory: string, { uid, gid }: { uid: number; gid: number }): void {
  chownSync(directory, uid, gid)
  for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    chownSync(join(directory, name), uid, gid)
  }
}
