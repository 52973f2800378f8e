import type { CaseFile, Dossier } from './build-dossiers.ts'
import { listExpected } from './check-messages.ts'
import { createExcuses, type Excuses } from './create-excuses.ts'
import type { ReceivedMail } from './evidence.ts'
import { isLate } from './is-late.ts'
import { isOwed } from './is-owed.ts'
import { causesOf } from './trace-occupations.ts'

/** How many could have been a violation, and how many could not, whatever had come of them. */
export type Count = { judged: number; excused: number }

export type Judged = {
  /** Messages of changes that had to come. */
  M1: Count
  /** Mails that must not come again. */
  M3: Count
  /** Mails of what was changed later. */
  M4: Count
  /** Messages at their own time that had to come. */
  M5: Count
}

const READERS = 2

/** How much of the mail was judged. */
export function countJudged(file: CaseFile): Judged {
  const { mails, disturbances } = file.evidence
  const excuses = createExcuses(disturbances)
  const dossiers = [...file.dossiers.values()]
  const owed = dossiers.flatMap(({ steps }) =>
    steps.flatMap((step, index) => Array(READERS).fill(isOwed(step, steps[index + 1]))),
  )
  const byBooking = Map.groupBy(mails, ({ bookingId }) => bookingId ?? '')
  return {
    M1: count(owed),
    M3: count(mails.map((mail) => mail.acknowledged && !excuses.mayRepeat(mail))),
    M4: count(
      dossiers.flatMap((dossier) =>
        judgeTimes(dossier, byBooking.get(dossier.row.id) ?? [], excuses),
      ),
    ),
    M5: count(listExpected(file).map((expected) => expected.isOwed)),
  }
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
