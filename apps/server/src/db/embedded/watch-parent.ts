import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Runs a command of the shell when this process ends in any way, `kill -9` included.
 *
 * A shell waits on a pipe whose other end only this process holds: the system closes it at our death.
 *
 * @param args what the command has as `$1` and on
 * @param env its whole environment; this process's own when absent
 * @returns a function that calls the watch off
 */
export function watchParent(
  command: string,
  args: string[],
  env?: NodeJS.ProcessEnv,
): () => Promise<void> {
  const watcher = spawn('/bin/sh', ['-c', `read -r word || { ${command}; }`, 'sh', ...args], {
    ...(env && { env }),
    stdio: ['pipe', 'ignore', 'ignore'],
    // Its own session: a Ctrl-C at the terminal must not reach it before the server has drained.
    detached: true,
  })
  // Without a watcher the next start still finds the orphan; it is no reason to fail.
  const ended = once(watcher, 'exit').catch(() => {})
  watcher.stdin.on('error', () => {})
  watcher.unref()
  return async () => {
    watcher.ref()
    watcher.stdin.end('ended\n')
    await ended
  }
}
