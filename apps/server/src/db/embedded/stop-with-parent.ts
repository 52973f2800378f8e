import { watchParent } from './watch-parent.ts'

/**
 * Stops a process when this one ends in any way, `kill -9` included.
 *
 * @param pid of the process, or minus that of the leader of a group of processes
 * @returns a function that calls the watch off, to be called once the process has ended.
 */
export function stopWithParent(pid: number, signal: 'INT' | 'KILL' = 'INT'): () => Promise<void> {
  return watchParent(`kill -s ${signal} -- "$1"`, [String(pid)])
}
