const REPETITIONS = 21
const BATCH_MILLISECONDS = 12

function timeBatch(run: () => unknown, calls: number): number {
  const start = performance.now()
  for (let call = 0; call < calls; call += 1) run()
  return performance.now() - start
}

/** Microseconds a call takes once warm: the median of repetitions of a batch of calls. */
export function medianMicroseconds(run: () => unknown): number {
  let calls = 1
  while (timeBatch(run, calls) < BATCH_MILLISECONDS) calls *= 2
  timeBatch(run, calls)
  const times = Array.from({ length: REPETITIONS }, () => timeBatch(run, calls) / calls)
  const median = times.sort((left, right) => left - right)[REPETITIONS >> 1] ?? Number.NaN
  return median * 1_000
}
