import { watchParent } from '../../../apps/server/src/db/embedded/watch-parent.ts'

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
  return watchParent('sleep 1; exec "$@"', [program, ...args], { ...process.env, ...env })
}
