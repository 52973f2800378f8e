import type { Attempt } from '../history/operation.ts'
import type { CaseFile, Dossier } from './build-dossiers.ts'
import { CLOCK_SLACK_MS } from './expect-messages.ts'
import type { Pursuit } from './gather-pursuits.ts'
import { shownAt } from './trace-occupations.ts'

export type Own = {
  /** Owners of occupations that do not get into the way of this attempt. */
  own: string[]
  /** What the request is for was certainly made before the attempt began, and its key answers with it. */
  isMade: boolean
}

// Of a key that the product derives (ADR 3).
const DERIVED_MS = 10 * 60_000

/** What an attempt does not find in its way: what was made by the request that it repeats, or is to be replaced. */
export function findOwn(
  attempt: Pick<Attempt, 'from' | 'until'>,
  pursuit: Pursuit,
  { made, evidence }: CaseFile,
): Own {
  const { intent, answers, acknowledgedAt } = pursuit
  const isAnswered = intent.key !== null && acknowledgedAt < attempt.from
  if (intent.action === 'hold') {
    return { own: [answers[0]?.holdId ?? intent.id], isMade: isAnswered }
  }
  if (intent.action !== 'book') return { own: [intent.bookingId ?? ''], isMade: isAnswered }
  const booked = made.get(intent.inviteeEmail ?? '') ?? []
  const kept = booked.filter((dossier) => isKept(dossier, attempt, pursuit))
  return {
    own: [intent.holdId ?? '', ...kept.map(({ row }) => row.id)],
    isMade: kept.some((dossier) => madeBy(dossier, evidence.startedAt) < attempt.from),
  }
}

/** A key of the caller answers whatever becomes of the booking; a derived one while the booking is as it was made. */
function isKept(
  { creations, moves, cancellations }: Dossier,
  { until }: Pick<Attempt, 'until'>,
  { intent, from }: Pursuit,
): boolean {
  if (intent.key !== null) return true
  const changes = [...moves, ...cancellations].filter(({ isRefused }) => !isRefused)
  return (
    creations.length === 1 &&
    until - from < DERIVED_MS &&
    changes.every((change) => change.from > until)
  )
}

/** When a booking was certainly there, on the run's clock: somebody was told of it, or its event had been handled. */
function madeBy(dossier: Dossier, startedAt: number): number {
  const handledAt = dossier.steps[0]?.handledAt ?? Infinity
  const shown = dossier.steps.map((step) => shownAt(dossier, step))
  return Math.min(handledAt - startedAt + CLOCK_SLACK_MS, ...shown)
}
