import type { CaseFile, Dossier, Step } from './build-dossiers.ts'
import { createExcuses, type Excuses } from './create-excuses.ts'
import type { HandledMessage, MessageRule, Violation } from './evidence.ts'
import { asksFor, CLOCK_SLACK_MS } from './expect-messages.ts'

/** A message that was to be released, of a booking that was changed after its time. */
export type Release = {
  bookingId: string
  rule: MessageRule
  version: number
  /** Its event has left the outbox: it was sent, or left out. */
  isReleased: boolean
  /** Nothing excuses it when it was never released. */
  isOwed: boolean
}

type Handled = { dueAt: number; at: number }

const MINUTE = 60_000

/**
 * M6: a message that has its own time is not passed over: before its booking was changed, one that was due
 * later had left the outbox, so it has been released too. All by the database's clock: it was there to be
 * released once the event of its booking had left the outbox.
 */
export function checkReleases(file: CaseFile): Violation[] {
  const lost = listReleases(file).filter(({ isOwed, isReleased }) => isOwed && !isReleased)
  return lost.map(({ bookingId, version, rule: { name, offsetMinutes } }) => ({
    invariant: 'M6',
    subject: `${bookingId} version ${version} ${name} ${offsetMinutes}`,
    detail: 'it was never released, though one that was due later was',
  }))
}

/** The messages of what was changed after their time; those of what stands are M5. */
export function listReleases(file: CaseFile): Release[] {
  const types = new Map(file.evidence.meetingTypes.map((type) => [type.id, type]))
  const all = [...file.dossiers.values()].map((dossier) => ({
    dossier,
    rules: types.get(dossier.row.meetingTypeId)?.rules ?? [],
  }))
  const handled = all.flatMap(({ dossier, rules }) => listHandled(dossier, rules))
  const firstLeft = findFirstLeft(handled, createJudge(file))
  return all.flatMap(({ dossier, rules }) =>
    rules.flatMap((rule) => listOf(dossier, rule, firstLeft)),
  )
}

function listOf(
  { row, steps, handled }: Dossier,
  rule: MessageRule,
  firstLeft: (dueAfter: number) => number,
): Release[] {
  return steps.flatMap((step, index) => {
    const next = steps[index + 1]
    if (next === undefined || !asksFor(rule, step)) return []
    const dueAt = dueOf(rule, step)
    // What was due before the booking was what it is now is never sent.
    if (dueAt < step.at || dueAt >= next.at) return []
    const waitsFrom = Math.max(dueAt, step.handledAt ?? Infinity)
    const { version } = step
    return {
      bookingId: row.id,
      rule,
      version,
      isReleased: handled.some((one) => isOf(one, rule) && one.version === version),
      isOwed: firstLeft(waitsFrom) < next.at,
    }
  })
}

function dueOf({ trigger, offsetMinutes }: MessageRule, { startTime, at }: Step): number {
  const offset = offsetMinutes * MINUTE
  return trigger === 'before_start' ? startTime - offset : at + offset
}

const isOf = ({ rule, offsetMinutes }: HandledMessage, asked: MessageRule) =>
  rule === asked.name && offsetMinutes === asked.offsetMinutes

function listHandled({ handled, steps }: Dossier, rules: MessageRule[]): Handled[] {
  return handled.flatMap((one) => {
    const rule = rules.find((some) => isOf(one, some))
    const step = steps.find(({ version }) => version === one.version)
    return rule && step ? [{ dueAt: dueOf(rule, step), at: one.at }] : []
  })
}

/** Whether whatever was due before this one was released with it. */
function createJudge({ evidence }: CaseFile): (handled: Handled) => boolean {
  const { startedAt, disturbances } = evidence
  const { mayBeUndone }: Excuses = createExcuses(disturbances)
  const onRun = (at: number) => at - startedAt
  return ({ dueAt, at }) => !mayBeUndone(onRun(dueAt) - CLOCK_SLACK_MS, onRun(at) + CLOCK_SLACK_MS)
}

/** Answers when the first of those that were due after a time had left the outbox; Infinity: none ever. */
function findFirstLeft(
  handled: Handled[],
  isClear: (one: Handled) => boolean,
): (dueAfter: number) => number {
  const inOrder = handled.filter(isClear).toSorted((a, b) => a.dueAt - b.dueAt)
  let first = Infinity
  const firsts = inOrder.toReversed().map(({ at }) => {
    first = Math.min(first, at)
    return first
  })
  firsts.reverse()
  return (dueAfter) => {
    let [low, high] = [0, inOrder.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((inOrder[middle]?.dueAt ?? Infinity) <= dueAfter) low = middle + 1
      else high = middle
    }
    return firsts[low] ?? Infinity
  }
}
