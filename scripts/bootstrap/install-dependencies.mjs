import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BootstrapError } from './bootstrap-error.mjs'
import { runSupervised } from './run-supervised.mjs'

/**
 * Installs what the lockfile names, unless that was done already for the same lockfile and manifests.
 *
 * @param {string} root of the project
 * @param {NodeJS.ProcessEnv} env in which pnpm is found
 */
export async function installDependencies(root, env) {
  const stamp = join(root, 'node_modules', '.rendez-installed')
  const wanted = fingerprint(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return

  const offlineFirst = ['install', '--frozen-lockfile', '--prefer-offline']
  // Without it pnpm asks before it replaces a node_modules of another store, and there is nobody to answer.
  const unasked = '--config.confirm-modules-purge=false'
  console.error('rendez: installing the dependencies')
  const options = { cwd: root, env, quiet: true }
  const code = await runSupervised('pnpm', [...offlineFirst, unasked], options)
  if (code !== 0) {
    throw new BootstrapError('the dependencies could not be installed: what pnpm says is above')
  }
  writeFileSync(stamp, wanted)
}

function fingerprint(root) {
  const hash = createHash('sha256')
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...listManifests(root)]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function listManifests(root) {
  const workspaces = ['apps', 'packages'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name)),
  )
  const manifests = ['.', 'bench', ...workspaces.sort()].map((folder) =>
    join(folder, 'package.json'),
  )
  return manifests.filter((file) => existsSync(join(root, file)))
}
