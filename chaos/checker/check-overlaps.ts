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
  // A pair meets in each five minutes that it shares.
  const pairs = new Map(clashes.map(([a, b]) => [`${a.owner} ${b.owner}`, [a, b] as const]))
  return [
    ...findFinalOverlaps(evidence.rows, evidence.meetingTypes),
    ...[...pairs.values()].map(([a, b]) => ({
      invariant: 'I1',
      subject: a.owner,
      detail: `had time of the host together with ${b.owner}, ${spell(b)}`,
    })),
  ]
}

function findFinalOverlaps(rows: BookingRow[], meetingTypes: MeetingType[]): Violation[] {
  const types = new Map(meetingTypes.map((type) => [type.id, type]))
  const confirmed = rows.filter(({ status }) => status === 'confirmed')
  const byHost = [...Map.groupBy(confirmed, ({ hostId }) => hostId).values()]
  const empty = confirmed.filter(({ startTime, endTime }) => endTime <= startTime)
  return [
    ...empty.map(({ id }) => ({ invariant: 'I1', subject: id, detail: 'takes no time at all' })),
    ...byHost.flatMap((own) => sweep(own.map((row) => ({ row, ...claimOfRow(row, types) })))),
  ]
}

/** Against the one before it that ends last. */
function sweep(claims: { row: BookingRow; start: number; end: number }[]): Violation[] {
  const violations: Violation[] = []
  let last: (typeof claims)[number] | undefined
  for (const claim of claims.toSorted((a, b) => a.start - b.start)) {
    if (last !== undefined && claim.start < last.end) {
      const detail = `overlaps ${last.row.id}`
      violations.push({ invariant: 'I1', subject: claim.row.id, detail })
    }
    if (last === undefined || claim.end > last.end) last = claim
  }
  return violations
}

function claimOfRow(row: BookingRow, types: Map<string, MeetingType>) {
  const type = types.get(row.meetingTypeId)
  return type === undefined
    ? { start: row.startTime, end: row.endTime }
    : claimOf(type, row.startTime)
}

const spell = ({ start, end, from }: Occupation) =>
  `${new Date(start).toISOString()} to ${new Date(end).toISOString()}, ${Math.round(from)} ms into the run`
