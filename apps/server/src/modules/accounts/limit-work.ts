import { DomainError } from '@rendez/contract'

type Limited = <Result>(work: () => Promise<Result>) => Promise<Result>

/**
 * Runs at most `running` works at once and lets at most `waiting` others queue. More are refused with
 * SERVICE_UNAVAILABLE: a crowd that guesses passwords costs neither all memory nor all threads.
 */
export function limitWork({ running, waiting }: { running: number; waiting: number }): Limited {
  const queue: (() => void)[] = []
  let active = 0

  const enter = async () => {
    if (active < running) {
      active += 1
      return
    }
    if (queue.length >= waiting) throw new DomainError('SERVICE_UNAVAILABLE')
    await new Promise<void>((resolve) => queue.push(resolve))
  }

  // Whoever leaves hands the place to the next in line, so that nobody can slip in between.
  const leave = () => {
    const next = queue.shift()
    if (next === undefined) active -= 1
    else next()
  }

  return async (work) => {
    await enter()
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
