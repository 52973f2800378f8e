import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Runs a command once this process has ended in any way, `kill -9` included.
 *
 * @returns a function that calls it off
 */
export function runAfterParent(
  program: string,
  args: string[],
  env: Record<string, string>,
): () => Promise<void> {
  // What this process was at is ended by watchers too: it is over a second later.
  const script = 'read -r word || { sleep 1; exec "$@"; }'
  const watcher = spawn('/bin/sh', ['-c', script, 'sh', program, ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
    // A Ctrl-C at the terminal must not reach it.
    detached: true,
  })
  const ended = once(watcher, 'exit').catch(() => {})
  watcher.stdin.on('error', () => {})
  watcher.unref()
  return async () => {
    watcher.ref()
    watcher.stdin.end('ended\n')
    await ended
  }
}
