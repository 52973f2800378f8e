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
const build = [turbo, 'run', 'build', '--output-logs=errors-only', '--ui=stream', '--no-daemon']

/** Each command is a list of programs for Node, run in turn until one fails. */
const commands = {
  start: (args) => [build, [join('apps', 'server', 'src', 'cli.ts'), 'serve', ...args]],
  dev: (args) => [[join('scripts', 'dev.ts'), ...args]],
  test: (args) => [[join('scripts', 'test.ts'), ...args]],
  bench: (args) => [[join('scripts', 'bench.ts'), ...args]],
  format: (args) => [[biome, 'check', '--write', ...args]],
}

async function main([name, ...args]) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
  if (!command)
    throw new BootstrapError(`unknown command: choose ${Object.keys(commands).join(', ')}`)
  const toolchain = await prepareToolchain(root)
  await installDependencies(root, toolchain)
  for (const program of command(args)) {
    const code = await runSupervised(toolchain.node, program, { cwd: root, env: toolchain.env })
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
