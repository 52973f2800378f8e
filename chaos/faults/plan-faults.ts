import type { Random } from '../random.ts'
import type { Fault } from './fault.ts'

export type PlannedFault = {
  name: string
  fault: Fault
  /** Milliseconds after the one before it in its lane was mended. */
  after: number
  lasts: number
  /** Chooses its victim. */
  random: Random
}

/** What goes wrong in turn, without end: the same for the same seed, however long each took. */
export function* planFaults(
  random: Random,
  table: ReadonlyMap<string, Fault>,
  pauseMs: readonly [number, number],
): Generator<PlannedFault, never> {
  const all = [...table]
  const total = all.reduce((sum, [, { weight }]) => sum + weight, 0)
  for (let count = 1; ; count += 1) {
    const own = random.fork(`fault ${count}`)
    let left = own.next() * total
    const chosen = all.find(([, { weight }]) => {
      left -= weight
      return left < 0
    })
    const [name, fault] = chosen ?? own.pick(all)
    const after = own.between(...pauseMs)
    yield { name, fault, after, lasts: own.between(...fault.lasts), random: own }
  }
}
