#!/usr/bin/env node
// Behind every `npm` script: makes Node, pnpm and the dependencies be there, then runs the command.
// It runs before anything is installed and on the machine's own Node, so: no dependencies, and syntax
// that Node 18 knows. Why it exists: docs/adr/0006-runtime-and-bootstrap.md
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BootstrapError } from './bootstrap/bootstrap-error.mjs'
import { installDependencies } from './bootstrap/install-dependencies.mjs'
import { prepareToolchain } from './bootstrap/prepare-toolchain.mjs'
import { runSupervised } from './bootstrap/run-supervised.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

const turbo = join('node_modules', 'turbo', 'bin', 'turbo')
const biome = join('node_modules', '@biomejs', 'biome', 'bin', 'biome')
const server = join('apps', 'server', 'src', 'cli.ts')

// Turbo builds only what changed, so a build comes before every start.
const build = {
  args: [turbo, 'run', 'build', '--ui=stream', '--no-daemon'],
  says: 'building what changed',
  quiet: true,
}

/** Each command is a list of programs for Node, run in turn until one fails. */
const commands = {
  start: (args) => [build, { args: [server, 'serve', ...args] }],
  dev: (args) => [build, { args: [join('scripts', 'dev.ts'), ...args] }],
  test: (args) => [{ args: [join('scripts', 'test.ts'), ...args] }],
  bench: (args) => [{ args: [join('scripts', 'bench.ts'), ...args] }],
  chaos: (args) => [build, { args: [join('chaos', 'chaos.ts'), ...args] }],
  rendez: (args) => [{ args: [server, ...args] }],
  format: (args) => [{ args: [biome, 'check', '--write', ...args] }],
}

async function main([name, ...rest]) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
  if (!command) {
    throw new BootstrapError(`unknown command: choose ${Object.keys(commands).join(', ')}`)
  }
  const { node, env } = prepareToolchain(root)
  await installDependencies(root, env)
  for (const { args, says, quiet } of command(rest)) {
    if (says) console.error(`rendez: ${says}`)
    const code = await runSupervised(node, args, { cwd: root, env, quiet })
    if (code !== 0) return code
  }
  return 0
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof BootstrapError)) throw error
  console.error(`rendez: ${error.message}`)
  process.exitCode = 1
}
