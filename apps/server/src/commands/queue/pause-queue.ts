import { pauseQueue, readQueueStatus, resumeQueue } from '../../outbox/queue.repository.ts'
import { type OutputOptions, printResult } from '../print-result.ts'
import { withQueue } from './with-queue.ts'

type ChangeOptions = OutputOptions & { dryRun: boolean }

/**
 * Stops the relays of all processes, or lets them go on. What the broker has already is handled.
 * Resolves to the exit code.
 */
export async function setQueuePaused(paused: boolean, options: ChangeOptions): Promise<number> {
  const changed = await withQueue(async ({ sql }) => {
    if (options.dryRun) return ((await readQueueStatus(sql)).pausedAt !== null) !== paused
    return paused ? await pauseQueue(sql) : await resumeQueue(sql)
  })
  const state = paused ? 'paused' : 'running'
  const wouldBe = options.dryRun ? 'would be' : 'is now'
  printResult(options, { state, changed, dryRun: options.dryRun }, [
    changed ? `The queue ${wouldBe} ${state}.` : `The queue was ${state} already.`,
  ])
  return 0
}
