import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Account, chooseAccount, commandFor } from './choose-account.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts'

const run = promisify(execFile)

/** A PostgreSQL cluster on disk, and what it takes to run it. */
export type Cluster = {
  /** Holds everything of the embedded PostgreSQL: the cluster, its log, how to connect. */
  home: string
  directory: string
  account: Account
  binaries: PostgresBinaries
  password: string
}

/**
 * Opens the cluster below a data directory, creating it first when there is none.
 *
 * @throws EmbeddedPostgresError with one line of advice when it cannot be created or its password is gone.
 */
export async function openCluster(dataDirectory: string): Promise<Cluster> {
  mkdirSync(join(dataDirectory, 'postgres'), { recursive: true })
  const home = realpathSync(join(dataDirectory, 'postgres'))
  const directory = join(home, '18')
  const isNew = !existsSync(join(directory, 'PG_VERSION'))
  const cluster = {
    home,
    directory,
    account: chooseAccount(directory),
    binaries: findPostgresBinaries(),
    password: readPassword(home, isNew),
  }
  if (cluster.account.ids) admit(cluster.account.ids, home)
  if (isNew) await createCluster(cluster)
  return cluster
}

/** Another user who runs PostgreSQL owns its folder, and may pass through the one above it. */
function admit({ uid, gid }: { uid: number; gid: number }, home: string): void {
  chownSync(home, uid, gid)
  const parent = dirname(home)
  chmodSync(parent, statSync(parent).mode | 0o001)
}

// A password, not trust on the loopback: any user of this machine can reach the port.
function readPassword(home: string, isNew: boolean): string {
  const file = join(home, 'password')
  if (!existsSync(file)) {
    if (!isNew)
      throw new EmbeddedPostgresError(
        `${file} is missing: restore it, or PostgreSQL cannot be opened`,
      )
    makePassword(file)
  }
  return readFileSync(file, 'utf8')
}

function makePassword(file: string): void {
  const draft = `${file}.draft-${process.pid}`
  writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 })
  try {
    // A link appears whole and never replaces: of two servers that start at once, one password counts.
    linkSync(draft, file)
  } catch (cause) {
    if (!existsSync(file)) throw cause
  } finally {
    rmSync(draft, { force: true })
  }
}

async function createCluster(cluster: Cluster): Promise<void> {
  const { home, directory } = cluster
  // Built beside its place and moved there whole, so that a kill halfway leaves nothing behind that looks ready.
  const draft = `${directory}.draft-${process.pid}`
  try {
    await buildCluster(cluster, draft)
    moveIntoPlace(draft, directory)
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `PostgreSQL could not create its files in ${home}: ${lastLine(cause)}`,
      {
        cause,
      },
    )
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

async function buildCluster(cluster: Cluster, draft: string): Promise<void> {
  const { account, binaries, password } = cluster
  const passwordFile = `${draft}.password`
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 })
    if (account.ids) chownSync(passwordFile, account.ids.uid, account.ids.gid)
    // The builtin locale sorts and folds alike on every platform, whatever its C library knows.
    const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const access = ['-U', 'rendez', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
    const options = ['-D', draft, '--encoding=UTF8', ...locale, ...access, '--no-instructions']
    await runAs(account, binaries.initdb, options)
    await runAs(
      account,
      binaries.postgres,
      ['--single', '-D', draft, 'postgres'],
      'create database rendez',
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

async function runAs(account: Account, program: string, args: string[], input = ''): Promise<void> {
  const running = run(...commandFor(account, program, args), account.ids ?? {})
  running.child.stdin?.end(input)
  await running
}

function moveIntoPlace(draft: string, directory: string): void {
  try {
    renameSync(draft, directory)
  } catch (cause) {
    // Another server that started at the same moment was first: its cluster is as good.
    if (!existsSync(join(directory, 'PG_VERSION'))) throw cause
  }
  chmodSync(directory, 0o700)
}

function lastLine(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
  return text.trim().split('\n').at(-1) ?? text
}
