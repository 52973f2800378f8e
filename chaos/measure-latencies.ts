import { type Action, type Attempt, UNREACHABLE } from './history/operation.ts'

export type Latencies = {
  action: Action
  ok: number
  refused: number
  unknown: number
  /** Milliseconds until an answer, of those that were answered. */
  p50: number
  p95: number
  p99: number
  longest: number
}

/** How many of each, and how long they took. */
export function measureLatencies(attempts: Attempt[]): Latencies[] {
  const reached = attempts.filter((one) => !(one.outcome === 'refused' && one.code === UNREACHABLE))
  return [...Map.groupBy(reached, ({ intent }) => intent.action)].map(([action, own]) => {
    const count = (outcome: string) => own.filter((one) => one.outcome === outcome).length
    const times = own
      .filter(({ outcome }) => outcome !== 'unknown')
      .map(({ from, until }) => until - from)
      .sort((a, b) => a - b)
    const at = (share: number) =>
      Math.round((times[Math.floor(share * times.length)] ?? 0) * 10) / 10
    return {
      action,
      ok: count('ok'),
      refused: count('refused'),
      unknown: count('unknown'),
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
      longest: Math.round(times.at(-1) ?? 0),
    }
  })
}
