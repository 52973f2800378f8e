import type { Dossier, Step } from './build-dossiers.ts'
import type { Disturbance, Evidence, MessageRule } from './evidence.ts'
import { causesOf, shownAt } from './trace-occupations.ts'

/** A message that a rule may have asked for, to one reader. */
export type ExpectedMessage = {
  rule: string
  /** Before then it is too early, on the run's clock. */
  dueFrom: number
  /** Nothing excuses it when it never came. */
  isOwed: boolean
  /** What it may say: one thing, or each that was so when it may have been sent. */
  tellings: Telling[]
}

export type Telling = {
  version: number
  startTime: number
  /** When it was certainly no longer so, on the run's clock. */
  until: number
}

/** A step with what is known of when it was made and ended, on the run's clock. */
type Span = {
  step: Step
  madeFrom: number
  madeBy: number
  endedFrom: number
  endedBy: number
}

/** Between the database's clock and ours. */
export const CLOCK_SLACK_MS = 2_000
const MINUTE = 60_000
// Where nothing is broken a message is sent well within that time; what broke before has an aftermath.
const PATIENCE_MS = 30_000

/** The messages that may come about this booking, to each reader of the rule. */
export function expectMessages(
  dossier: Dossier,
  rule: MessageRule,
  evidence: Pick<Evidence, 'startedAt' | 'judgedUntil' | 'disturbances'>,
): ExpectedMessage[] {
  const spans = spansOf(dossier)
  const standing = spans.filter(({ step }) => step.action !== 'cancelled')
  if (rule.trigger === 'booked') {
    const whole = joinSpans(standing)
    return whole === undefined ? [] : expectOne({ rule, evidence, span: whole, told: standing })
  }
  return spans.flatMap((span) =>
    asksFor(rule, span.step) ? expectOne({ rule, evidence, span, told: [span] }) : [],
  )
}

function asksFor({ trigger }: MessageRule, { action }: Step): boolean {
  return trigger === 'before_start' ? action !== 'cancelled' : action === trigger
}

type Question = {
  rule: MessageRule
  evidence: Pick<Evidence, 'startedAt' | 'judgedUntil' | 'disturbances'>
  /** While it is so, the rule wants its message. */
  span: Span
  told: Span[]
}

function expectOne({ rule, evidence, span, told }: Question): ExpectedMessage[] {
  const { from: dueFrom, by: dueBy } = dueOf(rule, span, evidence.startedAt)
  const isPast = dueBy < span.madeFrom - CLOCK_SLACK_MS
  const isOver = span.endedBy < dueFrom - CLOCK_SLACK_MS
  if (isPast || isOver) return []
  const isDue = dueFrom >= span.madeBy + CLOCK_SLACK_MS || rule.trigger !== 'before_start'
  const hasTime = dueBy + CLOCK_SLACK_MS <= evidence.judgedUntil
  const isOwed = isDue && hasTime && staysLongEnough(span, dueBy, evidence.disturbances)
  const tellings = told.map(({ step, endedBy }) => ({
    version: step.version,
    startTime: step.startTime,
    until: endedBy,
  }))
  return [{ rule: rule.name, dueFrom, isOwed, tellings }]
}

/** What was due before the booking was what it is now is never sent. */
function dueOf(
  { trigger, offsetMinutes }: MessageRule,
  { step, madeFrom, madeBy }: Span,
  startedAt: number,
) {
  const offset = offsetMinutes * MINUTE
  if (trigger !== 'before_start') return { from: madeFrom + offset, by: madeBy + offset }
  const due = step.startTime - offset - startedAt
  return { from: due, by: due }
}

/** Whoever changes a booking shortly after may be before the message; and so may whatever breaks. */
function staysLongEnough(
  { madeFrom, endedFrom }: Span,
  dueBy: number,
  disturbances: Disturbance[],
): boolean {
  if (endedFrom === Infinity) return true
  if (endedFrom < dueBy + PATIENCE_MS) return false
  return !disturbances.some(
    // Servers that clients speak to carry no messages.
    ({ target, from, until }) =>
      !target.startsWith('server-') && from <= endedFrom && until >= madeFrom - PATIENCE_MS,
  )
}

function joinSpans(spans: Span[]): Span | undefined {
  const [first, last] = [spans[0], spans.at(-1)]
  return first && last && { ...first, endedFrom: last.endedFrom, endedBy: last.endedBy }
}

function spansOf(dossier: Dossier): Span[] {
  const spans: Span[] = []
  for (const step of dossier.steps.toReversed()) {
    const causes = causesOf(dossier, step)
    const [next] = spans
    const madeFrom = Math.min(...causes.map(({ from }) => from))
    // Whoever is told of what came after it is told that it was.
    const madeBy = Math.min(shownAt(dossier, step), next?.madeBy ?? Infinity)
    const [endedFrom, endedBy] = [next?.madeFrom ?? Infinity, endOf(dossier, next)]
    spans.unshift({ step, madeFrom, madeBy, endedFrom, endedBy })
  }
  return spans
}

function endOf(dossier: Dossier, next: Span | undefined): number {
  if (next === undefined) return Infinity
  const causes = causesOf(dossier, next.step)
  return Math.max(...causes.map(({ acknowledgedAt }) => acknowledgedAt))
}
