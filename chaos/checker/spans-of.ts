import type { Dossier, Step } from './build-dossiers.ts'
import { causesOf, shownAt } from './trace-occupations.ts'

/** A step with what is known of when it was made and ended, on the run's clock. */
export type Span = {
  step: Step
  madeFrom: number
  madeBy: number
  endedFrom: number
  endedBy: number
  /** By the database's clock: when the transaction began that ended it. */
  endedAt: number
}

/** The steps of a booking, in order, with when they were so. */
export function spansOf(dossier: Dossier): Span[] {
  const spans: Span[] = []
  for (const step of dossier.steps.toReversed()) {
    const causes = causesOf(dossier, step)
    const [next] = spans
    const madeFrom = Math.min(...causes.map(({ from }) => from))
    // Whoever is told of what came after it is told that it was.
    const madeBy = Math.min(shownAt(dossier, step), next?.madeBy ?? Infinity)
    const [endedFrom, endedBy] = [next?.madeFrom ?? Infinity, endOf(dossier, next)]
    const endedAt = next?.step.at ?? Infinity
    spans.unshift({ step, madeFrom, madeBy, endedFrom, endedBy, endedAt })
  }
  return spans
}

function endOf(dossier: Dossier, next: Span | undefined): number {
  if (next === undefined) return Infinity
  const causes = causesOf(dossier, next.step)
  return Math.max(...causes.map(({ acknowledgedAt }) => acknowledgedAt))
}
