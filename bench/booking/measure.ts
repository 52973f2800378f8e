/** What became of the attempts of one run. */
export type Run = {
  seconds: number
  committed: number
  /** How long each attempt took, booked or refused, in milliseconds. */
  milliseconds: number[]
}

/** Several runs as one. */
export function joinRuns(runs: readonly Run[]): Run {
  const sum = (numberOf: (run: Run) => number) => runs.reduce((all, run) => all + numberOf(run), 0)
  return {
    seconds: sum((run) => run.seconds),
    committed: sum((run) => run.committed),
    milliseconds: runs.flatMap((run) => run.milliseconds),
  }
}

/**
 * Clients that each try again as soon as they are answered, for so many seconds.
 *
 * @param attempt answers whether it booked
 */
export async function runClosedLoop(
  { clients, seconds }: { clients: number; seconds: number },
  attempt: () => Promise<boolean>,
): Promise<Run> {
  const milliseconds: number[] = []
  let committed = 0
  const start = performance.now()
  const end = start + seconds * 1_000
  const client = async () => {
    for (let begun = start; begun < end; ) {
      if (await attempt()) committed += 1
      const answered = performance.now()
      milliseconds.push(answered - begun)
      begun = answered
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return { seconds: (performance.now() - start) / 1_000, committed, milliseconds }
}

/**
 * Attempts that begin at a steady rate, whether the ones before are answered or not. Each is counted
 * from when it was to begin: a server that stops for a second is not forgiven those who waited.
 */
export async function runAtRate(
  { perSecond, seconds }: { perSecond: number; seconds: number },
  attempt: () => Promise<boolean>,
): Promise<Run> {
  const milliseconds: number[] = []
  let committed = 0
  const start = performance.now()
  const begin = async (planned: number) => {
    if (await attempt()) committed += 1
    milliseconds.push(performance.now() - planned)
  }
  const begun: Promise<void>[] = []
  while (begun.length < perSecond * seconds) {
    const planned = start + (begun.length / perSecond) * 1_000
    await until(planned)
    begun.push(begin(planned))
  }
  await Promise.all(begun)
  return { seconds: (performance.now() - start) / 1_000, committed, milliseconds }
}

function until(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, time - performance.now())))
}
