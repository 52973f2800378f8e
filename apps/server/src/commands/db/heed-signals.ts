import { CommandError } from '../command-error.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs work on migrations that ends soon when a signal comes: by itself PostgreSQL would go on for a while,
 * and the first process of a container not end at all. A second signal ends the process at once.
 *
 * @param work ends with the reason of the signal that it is given
 * @throws CommandError when a signal came in time, and whatever the work throws
 */
export async function heedSignals<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stopping = new AbortController()
  const stop = (name: NodeJS.Signals) => {
    if (stopping.signal.aborted) process.exit(1)
    stopping.abort(
      new CommandError(`stopped by ${name}: look at db migrate:status before you go on`),
    )
  }
  for (const name of signals) process.on(name, stop)
  try {
    return await work(stopping.signal)
  } finally {
    for (const name of signals) process.off(name, stop)
  }
}
