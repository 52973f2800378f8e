import type { CaseFile } from './build-dossiers.ts'
import type { BookingRow, MeetingType, Violation } from './evidence.ts'
import { createTimeTable } from './time-table.ts'
import { claimOf, type Occupation } from './trace-occupations.ts'

/** I1: no two have a host's time at once, buffers included: neither at the end nor on the way. */
export function checkOverlaps(
  { evidence }: Pick<CaseFile, 'evidence'>,
  certain: Occupation[],
): Violation[] {
  const clashes = createTimeTable(certain).findClashes()
  return [
    ...findFinalOverlaps(evidence.rows, evidence.meetingTypes),
    ...clashes.map(([a, b]) => ({
      invariant: 'I1',
      subject: a.owner,
      detail: `had time of the host together with ${b.owner}, ${spell(b)}`,
    })),
  ]
}

function findFinalOverlaps(rows: BookingRow[], meetingTypes: MeetingType[]): Violation[] {
  const types = new Map(meetingTypes.map((type) => [type.id, type]))
  const violations: Violation[] = []
  const confirmed = rows.filter(({ status }) => status === 'confirmed')
  for (const own of Map.groupBy(confirmed, ({ hostId }) => hostId).values()) {
    const claims = own.map((row) => ({ row, ...claimOfRow(row, types) }))
    claims.sort((a, b) => a.start - b.start)
    let last: (typeof claims)[number] | undefined
    for (const claim of claims) {
      const { id } = claim.row
      if (claim.row.endTime <= claim.row.startTime) violations.push(empty(id))
      if (last !== undefined && claim.start < last.end) {
        violations.push({ invariant: 'I1', subject: id, detail: `overlaps ${last.row.id}` })
      }
      if (last === undefined || claim.end > last.end) last = claim
    }
  }
  return violations
}

function claimOfRow(row: BookingRow, types: Map<string, MeetingType>) {
  const type = types.get(row.meetingTypeId)
  return type === undefined
    ? { start: row.startTime, end: row.endTime }
    : claimOf(type, row.startTime)
}

const empty = (subject: string): Violation => ({
  invariant: 'I1',
  subject,
  detail: 'takes no time at all',
})

const spell = ({ start, end, from }: Occupation) =>
  `${new Date(start).toISOString()} to ${new Date(end).toISOString()}, ${Math.round(from)} ms into the run`
