import { type Attempt, UNREACHABLE } from '../history/operation.ts'
import type { CaseFile, Dossier } from './build-dossiers.ts'
import { listExpected } from './check-messages.ts'
import { listReleases } from './check-releases.ts'
import { createExcuses, type Excuses } from './create-excuses.ts'
import type { ReceivedMail } from './evidence.ts'
import { isLate } from './is-late.ts'
import { isOwed } from './is-owed.ts'
import { judgeTaken } from './judge-taken.ts'
import { causesOf, traceOccupations } from './trace-occupations.ts'

/** How many could have been a violation, and how many could not, whatever had come of them. */
export type Count = { judged: number; excused: number }

export type Judged = {
  /** Answers to requests that had booked, or were about to, when they were repeated. */
  I7: Count
  /** Messages of changes that had to come. */
  M1: Count
  /** Mails that must not come again. */
  M3: Count
  /** Mails of what was changed later. */
  M4: Count
  /** Messages at their own time that had to come. */
  M5: Count
  /** Messages at their own time that had to be released before their booking was changed. */
  M6: Count
}

const READERS = 2

/** How much of what may be excused was judged. */
export function countJudged(file: CaseFile): Judged {
  const { mails, disturbances } = file.evidence
  const excuses = createExcuses(disturbances)
  const dossiers = [...file.dossiers.values()]
  const owed = dossiers.flatMap(({ steps }) =>
    steps.flatMap((step, index) => Array(READERS).fill(isOwed(step, steps[index + 1]))),
  )
  const byBooking = Map.groupBy(mails, ({ bookingId }) => bookingId ?? '')
  return {
    I7: count(judgeRepetitions(file)),
    M1: count(owed),
    M3: count(mails.map((mail) => mail.acknowledged && !excuses.mayRepeat(mail))),
    M4: count(
      dossiers.flatMap((dossier) =>
        judgeTimes(dossier, byBooking.get(dossier.row.id) ?? [], excuses),
      ),
    ),
    M5: count(listExpected(file).map((expected) => expected.isOwed)),
    M6: count(listReleases(file).map((release) => release.isOwed)),
  }
}

/** Of each answer to a repetition, whether nothing would excuse that the time is taken. */
function judgeRepetitions(file: CaseFile): boolean[] {
  const objection = judgeTaken(file, traceOccupations(file).possible)
  return [...file.creations].flatMap(([address, asked]) => {
    if (!file.made.has(address)) return []
    const all = asked.flatMap(({ attempts }) => attempts)
    return asked.flatMap((pursuit) =>
      pursuit.attempts
        .filter((attempt) => isRepetition(attempt, all))
        .map((attempt) => objection(attempt, pursuit) !== ''),
    )
  })
}

/** Answered, and another may have been carried out by then. */
function isRepetition(attempt: Attempt, all: Attempt[]): boolean {
  if (attempt.outcome === 'unknown') return false
  if (attempt.outcome === 'refused' && attempt.code === UNREACHABLE) return false
  return all.some(
    (other) => other !== attempt && other.outcome !== 'refused' && other.from < attempt.until,
  )
}

/** Of each mail about what was changed later, whether it came in time without an excuse. */
function judgeTimes(dossier: Dossier, mails: ReceivedMail[], excuses: Excuses): boolean[] {
  const nothing = { ...excuses, hinderedFor: () => 0 }
  return dossier.steps.flatMap(({ version }, index) => {
    const next = dossier.steps[index + 1]
    if (next === undefined) return []
    const over = Math.max(...causesOf(dossier, next).map(({ acknowledgedAt }) => acknowledgedAt))
    const own = mails.filter((mail) => mail.rule === null && mail.version === version)
    return own.map((mail) => isLate(mail, over, excuses) || !isLate(mail, over, nothing))
  })
}

function count(verdicts: boolean[]): Count {
  const judged = verdicts.filter((isJudged) => isJudged).length
  return { judged, excused: verdicts.length - judged }
}
