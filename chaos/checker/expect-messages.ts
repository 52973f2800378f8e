import type { Dossier, Step } from './build-dossiers.ts'
import type { Evidence, MessageRule } from './evidence.ts'
import { type Span, spansOf } from './spans-of.ts'

/** A message that a rule may have asked for, to one reader. */
export type ExpectedMessage = {
  rule: string
  /** Before then it is too early, on the run's clock. */
  dueFrom: number
  /** Nothing excuses it when it never came: it stands, or was handled while it stood. */
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

/** Between the database's clock and ours. */
export const CLOCK_SLACK_MS = 2_000
const MINUTE = 60_000

/** The messages that may come about this booking, to each reader of the rule. */
export function expectMessages(
  dossier: Dossier,
  rule: MessageRule,
  evidence: Pick<Evidence, 'startedAt' | 'judgedUntil'>,
): ExpectedMessage[] {
  const spans = spansOf(dossier)
  const asked = { dossier, rule, evidence }
  const standing = spans.filter(({ step }) => step.action !== 'cancelled')
  if (rule.trigger === 'booked') {
    const whole = joinSpans(standing)
    return whole === undefined ? [] : expectOne({ ...asked, span: whole, told: standing })
  }
  return spans.flatMap((span) =>
    asksFor(rule, span.step) ? expectOne({ ...asked, span, told: [span] }) : [],
  )
}

/** Whether the rule wants a message of a booking because of this step. */
export function asksFor({ trigger }: MessageRule, { action }: Step): boolean {
  if (trigger === 'booked') return action === 'created'
  return trigger === 'before_start' ? action !== 'cancelled' : action === trigger
}

type Question = {
  dossier: Dossier
  rule: MessageRule
  evidence: Pick<Evidence, 'startedAt' | 'judgedUntil'>
  /** While it is so, the rule wants its message. */
  span: Span
  told: Span[]
}

function expectOne(question: Question): ExpectedMessage[] {
  const { rule, evidence, span, told } = question
  const { from: dueFrom, by: dueBy } = dueOf(rule, span, evidence.startedAt)
  const isPast = dueBy < span.madeFrom - CLOCK_SLACK_MS
  const isOver = span.endedBy < dueFrom - CLOCK_SLACK_MS
  if (isPast || isOver) return []
  const isDue = dueFrom >= span.madeBy + CLOCK_SLACK_MS || rule.trigger !== 'before_start'
  const hasTime = dueBy + CLOCK_SLACK_MS <= evidence.judgedUntil
  // What was changed afterwards may have been before the message.
  const stands = span.endedFrom === Infinity
  const isOwed = (stands && isDue && hasTime) || wasHandled(question)
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

/** Its event left the outbox while it was so: there was no reason to leave the message out. */
function wasHandled({ rule, dossier, span }: Question): boolean {
  return dossier.handled.some(
    ({ rule: name, offsetMinutes, version, at }) =>
      name === rule.name &&
      offsetMinutes === rule.offsetMinutes &&
      // A message after the booking is meant for every version.
      (rule.trigger === 'booked' || version === span.step.version) &&
      at < span.endedAt,
  )
}

function joinSpans(spans: Span[]): Span | undefined {
  const [first, last] = [spans[0], spans.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const { endedFrom, endedBy, endedAt } = last
  return { ...first, endedFrom, endedBy, endedAt }
}
