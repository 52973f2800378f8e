import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

const program = resolve(import.meta.dirname, '../cli.ts')

export type ServerProcess = {
  child: ChildProcess
  /** From this machine, without a final slash. */
  url: string
  /** Every line of the log so far. */
  log(): string[]
  /** Resolves to the exit code, or null when a signal ended it. */
  ended: Promise<number | null>
}

type Options = {
  settings: Record<string, string>
  /** Of `serve`. */
  args?: string[]
  /** Of Node.js. */
  nodeArgs?: string[]
}

const started = new Set<ChildProcess>()

/** Starts the program as an operator does, and resolves when it says that it is ready. */
export async function startServerProcess(options: Options): Promise<ServerProcess> {
  const { settings, args = [], nodeArgs = [] } = options
  const child = spawn(process.execPath, [...nodeArgs, program, 'serve', ...args], {
    env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.add(child)
  // Its last words have been read then; at its exit they may be on the way.
  const ended = once(child, 'close').then(([code]) => {
    started.delete(child)
    return code
  })
  let [banner, errors] = ['', '']
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  await new Promise<void>((ready, fail) => {
    child.stdout?.on('data', (chunk) => {
      banner += chunk
      if (banner.includes('Ctrl-C')) ready()
    })
    ended.then(() => fail(new Error(errors)))
  })
  const url = /http:\/\/localhost:\d+/.exec(banner)?.[0] ?? ''
  return { child, url, log: () => errors.split('\n').filter((line) => line !== ''), ended }
}

/** Ends by force whatever a test has left running. */
export async function killServerProcesses(): Promise<void> {
  const left = [...started]
  await Promise.all(
    left.map(async (child) => {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    }),
  )
}
