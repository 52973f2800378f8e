import type { Attempt } from '../history/operation.ts'
import type { CaseFile } from './build-dossiers.ts'
import { findOwn } from './find-own.ts'
import type { Pursuit } from './gather-pursuits.ts'
import { createTimeTable } from './time-table.ts'
import { claimOf, type Occupation } from './trace-occupations.ts'

/**
 * Answers what speaks against an attempt being told that its time is taken; nothing does when somebody else
 * may have had it, unless what the same request had made was there before: its key answers with that then.
 */
export function judgeTaken(
  file: CaseFile,
  possible: Occupation[],
): (attempt: Attempt, pursuit: Pursuit) => string {
  const types = new Map(file.evidence.meetingTypes.map((type) => [type.id, type]))
  const table = createTimeTable(possible)
  return ({ from, until }, pursuit) => {
    const { hostId, meetingTypeId, startTime } = pursuit.intent
    const type = types.get(meetingTypeId)
    if (type === undefined || startTime === undefined) return ''
    const { own, isMade } = findOwn({ from, until }, pursuit, file)
    if (isMade) return 'it was told that the time is taken, which it had itself by then'
    return table.isMet({ own, hostId, ...claimOf(type, startTime), from, until })
      ? ''
      : 'nobody else had the time that it was told was taken'
  }
}
