import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '../../scripts/run-command.ts'

export type BenchServer = { url: string; stop(): Promise<void> }

/** Runs a program of ours in a process of its own, and waits until it prints where it listens. */
export async function startServer(
  args: string[],
  settings: Record<string, string> = {},
): Promise<BenchServer> {
  const env = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', ...settings }
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await readUrl(child)
  const stop = async () => {
    if (child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return { url: url.replace('localhost', '127.0.0.1'), stop }
}

/** The product as it is run, with a demo host. */
export const startRendez = (settings: Record<string, string>): Promise<BenchServer> =>
  startServer([join(root, 'apps/server/src/cli.ts'), 'serve', '--demo'], {
    PORT: '0',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
    APP_SECRET: 'a secret of the benchmark, long enough',
    ...settings,
  })

async function readUrl(child: ChildProcess): Promise<string> {
  let printed = ''
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk)
    const found = /http:\/\/[\w.]+:\d+(?=[\n/])/.exec(printed)
    // The address comes before the last line: by then the demo is there too.
    if (found && (printed.includes('Ctrl-C') || !printed.includes('Rendez'))) {
      child.stdout?.resume()
      return found[0]
    }
  }
  throw new Error(`a server ended instead of listening: ${printed}`)
}
