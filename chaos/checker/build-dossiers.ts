import type { BookingRow, Change, Evidence, HandledMessage } from './evidence.ts'
import { gatherPursuits, type Pursuit } from './gather-pursuits.ts'

/** A step in the life of a booking, as the database tells it. */
export type Step = Pick<Change, 'version' | 'action' | 'at' | 'handledAt'> & {
  /** Where the booking was from then on, epoch milliseconds. */
  startTime: number
}

/** Everything about one booking. */
export type Dossier = {
  row: BookingRow
  /** Ascending by version. */
  steps: Step[]
  /** Who asked for it: several when one key was sent with several bodies. */
  creations: Pursuit[]
  moves: Pursuit[]
  cancellations: Pursuit[]
  /** Whatever was answered about it. */
  touched: Pursuit[]
  /** Its messages at their own time. */
  handled: HandledMessage[]
}

export type CaseFile = {
  evidence: Evidence
  pursuits: Pursuit[]
  /** By id of the booking. */
  dossiers: Map<string, Dossier>
  /** Creations by the invitee's address, which no other key has. */
  creations: Map<string, Pursuit[]>
  /** What they made, by the same address. */
  made: Map<string, Dossier[]>
}

/** Sorts the evidence by booking. */
export function buildDossiers(evidence: Evidence): CaseFile {
  const pursuits = gatherPursuits(evidence.attempts)
  const created = pursuits.filter(({ intent }) => intent.action === 'book')
  const creations = Map.groupBy(created, ({ intent }) => intent.inviteeEmail ?? '')
  const changes = Map.groupBy(evidence.changes, ({ bookingId }) => bookingId)
  const later = Map.groupBy(pursuits, ({ intent }) => intent.bookingId ?? '')
  const handled = Map.groupBy(evidence.handled, ({ bookingId }) => bookingId)
  const dossiers = new Map<string, Dossier>()
  for (const row of evidence.rows) {
    const own = later.get(row.id) ?? []
    const byAction = (action: string) => own.filter(({ intent }) => intent.action === action)
    const asked = creations.get(row.inviteeEmail) ?? []
    dossiers.set(row.id, {
      row,
      steps: stepsOf(row, changes.get(row.id) ?? []),
      creations: asked,
      moves: byAction('move'),
      cancellations: byAction('cancel'),
      touched: [...asked, ...own],
      handled: handled.get(row.id) ?? [],
    })
  }
  const made = Map.groupBy(dossiers.values(), ({ row }) => row.inviteeEmail)
  return { evidence, pursuits, dossiers, creations, made }
}

/** A move tells where it came from: that is where the steps before it were. */
function stepsOf(row: BookingRow, changes: Change[]): Step[] {
  const steps: Step[] = []
  let startTime = row.startTime
  for (const change of changes.toSorted(descending)) {
    const { version, action, previousStartTime, at, handledAt } = change
    steps.unshift({ version, action, startTime, at, handledAt })
    if (action === 'moved') startTime = previousStartTime ?? Number.NaN
  }
  return steps
}

const descending = (a: Change, b: Change) => b.version - a.version
