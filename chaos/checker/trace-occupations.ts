import type { CaseFile, Dossier, Step } from './build-dossiers.ts'
import type { MeetingType } from './evidence.ts'
import type { Pursuit } from './gather-pursuits.ts'

/** That somebody has a host's time: a stretch of the calendar during a stretch of the run. */
export type Occupation = {
  /** A booking, or a hold: it does not get into its own way. */
  owner: string
  hostId: string
  /** Buffers included, epoch milliseconds. */
  start: number
  end: number
  /** On the run's clock. */
  from: number
  until: number
}

/** What was certainly so, and what may have been. */
export type Occupations = { certain: Occupation[]; possible: Occupation[] }

const MINUTE = 60_000
// Between a hold's expiry by the database's clock and our reading of it.
const HOLD_SLACK_MS = 1_000
const LONGEST_HOLD_MS = 30 * MINUTE

/** Who had which time of a host when, as far as requests and answers tell. */
export function traceOccupations(file: CaseFile): Occupations {
  const types = new Map(file.evidence.meetingTypes.map((type) => [type.id, type]))
  const occupations: Occupations = { certain: [], possible: [] }
  for (const dossier of file.dossiers.values()) {
    const type = types.get(dossier.row.meetingTypeId)
    if (type !== undefined) traceBooking(dossier, type, occupations)
  }
  const uses = Map.groupBy(file.pursuits, ({ intent }) => intent.holdId ?? '')
  for (const pursuit of file.pursuits.filter(({ intent }) => intent.action === 'hold')) {
    const type = types.get(pursuit.intent.meetingTypeId)
    const holdId = pursuit.answers[0]?.holdId
    const ends = holdId === undefined ? [] : (uses.get(holdId) ?? [])
    if (type !== undefined) {
      traceHold({ pursuit, ends, type, startedAt: file.evidence.startedAt }, occupations)
    }
  }
  return occupations
}

/** The time that a booking takes of its host, epoch milliseconds. */
export function claimOf(type: MeetingType, startTime: number): { start: number; end: number } {
  return {
    start: startTime - type.bufferBeforeMinutes * MINUTE,
    end: startTime + (type.durationMinutes + type.bufferAfterMinutes) * MINUTE,
  }
}

function traceBooking(dossier: Dossier, type: MeetingType, { certain, possible }: Occupations) {
  const { row, steps } = dossier
  for (const [index, step] of steps.entries()) {
    if (step.action === 'cancelled') continue
    const next = steps[index + 1]
    const begun = causesOf(dossier, step)
    const ended = next === undefined ? [] : causesOf(dossier, next)
    const place = { owner: row.id, hostId: row.hostId, ...claimOf(type, step.startTime) }
    const earliest = Math.min(...begun.map(({ from }) => from))
    const latest = next === undefined ? Infinity : latestEnd(ended)
    possible.push({ ...place, from: earliest, until: latest })
    const from = shownAt(dossier, step)
    const until = next === undefined ? Infinity : Math.min(...ended.map((end) => end.from))
    if (from < until) certain.push({ ...place, from, until })
  }
}

/** The requests that may have made this step. */
export function causesOf(dossier: Dossier, { action, startTime }: Step): Pursuit[] {
  const able = (pursuit: Pursuit) => !pursuit.isRefused
  if (action === 'created') return dossier.creations.filter(able)
  if (action === 'cancelled') return dossier.cancellations.filter(able)
  return dossier.moves.filter((move) => able(move) && move.intent.startTime === startTime)
}

/** By when a step was certainly made, when one of these made it. */
function latestEnd(causes: Pursuit[]): number {
  return Math.max(...causes.map(({ acknowledgedAt }) => acknowledgedAt))
}

/** When somebody was first told of this step; Infinity when nobody was. */
export function shownAt({ row, touched }: Dossier, { version }: Step): number {
  let first = Infinity
  for (const attempt of touched.flatMap(({ attempts }) => attempts)) {
    if (attempt.outcome !== 'ok' || attempt.answer.bookingId !== row.id) continue
    if (attempt.answer.version === version) first = Math.min(first, attempt.until)
  }
  return first
}

type HoldTrace = { pursuit: Pursuit; ends: Pursuit[]; type: MeetingType; startedAt: number }

function traceHold({ pursuit, ends, type, startedAt }: HoldTrace, into: Occupations): void {
  const { intent, from, acknowledgedAt, answers, isRefused } = pursuit
  if (isRefused || intent.startTime === undefined) return
  const owner = answers[0]?.holdId ?? intent.id
  const place = { owner, hostId: intent.hostId, ...claimOf(type, intent.startTime) }
  const expiresAt = answers[0]?.expiresAt
  const expiry = expiresAt === undefined ? from + LONGEST_HOLD_MS : expiresAt - startedAt
  const givenBack = ends.map((end) => end.acknowledgedAt)
  into.possible.push({ ...place, from, until: Math.min(expiry + HOLD_SLACK_MS, ...givenBack) })
  const until = Math.min(expiry - HOLD_SLACK_MS, ...ends.map((end) => end.from))
  if (expiresAt !== undefined && acknowledgedAt < until) {
    into.certain.push({ ...place, from: acknowledgedAt, until })
  }
}
