import type { CaseFile, Dossier, Step } from './build-dossiers.ts'
import { createExcuses } from './create-excuses.ts'
import type { Evidence, HandledMessage, MessageRule, Violation } from './evidence.ts'
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

type Handled = HandledMessage['look'] & { dueAt: number }
/** Whatever was due by `latestDue`, and was there before `from`, was released by `at`. */
type Look = HandledMessage['look'] & { latestDue: number }

const MINUTE = 60_000

/**
 * M6: a message that has its own time is not passed over: when one that was due later was released before its
 * booking was changed, it has been released too. All by the database's clock: it was there to be released
 * once the event of its booking had left the outbox.
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
  const looks = listLooks(handled, file.evidence)
  return all.flatMap(({ dossier, rules }) => rules.flatMap((rule) => listOf(dossier, rule, looks)))
}

function listOf({ row, steps, handled }: Dossier, rule: MessageRule, looks: Look[]): Release[] {
  return steps.flatMap((step, index) => {
    const next = steps[index + 1]
    if (next === undefined || !asksFor(rule, step)) return []
    const dueAt = dueOf(rule, step)
    // What was due before the booking was what it is now is never sent.
    if (dueAt < step.at || dueAt >= next.at) return []
    const { version, handledAt } = step
    const waitsFrom = handledAt ?? Infinity
    return {
      bookingId: row.id,
      rule,
      version,
      isReleased: handled.some((one) => isOf(one, rule) && one.version === version),
      isOwed: looks.some(
        ({ from, at, latestDue }) => from > waitsFrom && latestDue > dueAt && at < next.at,
      ),
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
    return rule && step ? [{ ...one.look, dueAt: dueOf(rule, step) }] : []
  })
}

/** Each look that brought something into the outbox, and whose neighbours were not undone. */
function listLooks(handled: Handled[], { startedAt, disturbances }: Evidence): Look[] {
  const { mayBeUndone } = createExcuses(disturbances)
  const onRun = (at: number) => at - startedAt
  return [...Map.groupBy(handled, ({ from }) => from)]
    .map(([from, all]) => ({
      from,
      at: Math.max(...all.map(({ at }) => at)),
      latestDue: Math.max(...all.map(({ dueAt }) => dueAt)),
    }))
    .filter(
      ({ from, at }) => !mayBeUndone(onRun(from) - CLOCK_SLACK_MS, onRun(at) + CLOCK_SLACK_MS),
    )
}
