import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Stops a process when this one ends in any way, `kill -9` included.
 *
 * A shell waits on a pipe whose other end only this process holds: the system closes it at our death.
 *
 * @param pid of the process, or minus that of the leader of a group of processes
 * @returns a function that calls the watch off, to be called once the process has ended.
 */
export function stopWithParent(pid: number, signal: 'INT' | 'KILL' = 'INT'): () => Promise<void> {
  const script = `read -r word || kill -s ${signal} -- "$1"`
  const watcher = spawn('/bin/sh', ['-c', script, 'sh', String(pid)], {
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
