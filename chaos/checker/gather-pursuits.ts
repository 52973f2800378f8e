import type { Answer, Attempt, Intent } from '../history/operation.ts'

/** An intent with every attempt at it, and what is known of it after all. */
export type Pursuit = {
  intent: Intent
  attempts: Attempt[]
  /** When it was first asked for, on the run's clock. */
  from: number
  /** When it was first known to be done; Infinity when that was never heard. */
  acknowledgedAt: number
  answers: Answer[]
  /** Nothing of it can have been done: each attempt was refused. */
  isRefused: boolean
}

/** The attempts of a run by intent, in the order of their first attempts. */
export function gatherPursuits(attempts: Attempt[]): Pursuit[] {
  const byIntent = Map.groupBy(attempts, ({ intent }) => intent.id)
  return [...byIntent.values()].flatMap((own) => (own[0] ? [pursuitOf(own[0].intent, own)] : []))
}

function pursuitOf(intent: Intent, attempts: Attempt[]): Pursuit {
  let [from, acknowledgedAt] = [Infinity, Infinity]
  const answers: Answer[] = []
  for (const attempt of attempts) {
    from = Math.min(from, attempt.from)
    if (attempt.outcome !== 'ok') continue
    acknowledgedAt = Math.min(acknowledgedAt, attempt.until)
    answers.push(attempt.answer)
  }
  const isRefused = attempts.every(({ outcome }) => outcome === 'refused')
  return { intent, attempts, from, acknowledgedAt, answers, isRefused }
}
