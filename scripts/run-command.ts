import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The project's root directory. */
export const root: string = fileURLToPath(new URL('..', import.meta.url))

export type CommandOptions = {
  /** Below the root; the root itself when absent. */
  cwd?: string
  env?: Record<string, string>
  /** Collects what the program prints, instead of showing it. */
  capture?: boolean
}

export type CommandResult = {
  code: number
  output: string
}

const running = new Set<ChildProcess>()
let interruptedBy: NodeJS.Signals | undefined

// Whoever stops a script means the programs it runs, and they clean up after themselves.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interruptedBy = signal
    stopAll(signal)
  })
}

/** Passes a signal to every program that still runs. */
export function stopAll(signal: NodeJS.Signals): void {
  for (const child of running) child.kill(signal)
}

/** The signal that ended this script early, if one did. */
export function interruption(): NodeJS.Signals | undefined {
  return interruptedBy
}

/** Runs a program of Node until it ends. A program that a signal ended has code 1. */
export function runNode(args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  return runCommand(process.execPath, args, options)
}

/** Runs a program until it ends. A program that a signal ended, or that does not exist, has code 1. */
export function runCommand(
  program: string,
  args: string[],
  { cwd = '.', env = {}, capture = false }: CommandOptions = {},
): Promise<CommandResult> {
  const child = spawn(program, args, {
    cwd: new URL(`${cwd}/`, new URL('..', import.meta.url)),
    env: { ...process.env, ...env },
    stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
  })
  running.add(child)
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => {
    const finish = (code: number) => {
      running.delete(child)
      resolve({ code, output })
    }
    child.once('error', (error) => {
      output += error.message
      finish(1)
    })
    child.once('close', (code) => finish(code ?? 1))
  })
}
