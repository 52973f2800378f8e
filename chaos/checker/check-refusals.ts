import { type Action, type Attempt, type Intent, UNREACHABLE } from '../history/operation.ts'
import type { CaseFile } from './build-dossiers.ts'
import type { MeetingType, Violation } from './evidence.ts'
import { createTimeTable, type TimeTable } from './time-table.ts'
import { claimOf, type Occupation } from './trace-occupations.ts'

/** What may be refused, and why. Whatever else is a refusal that cannot be. */
const reasons: Record<Action, string[]> = {
  book: ['SLOT_UNAVAILABLE', 'IDEMPOTENCY_IN_PROGRESS', 'IDEMPOTENCY_CONFLICT'],
  move: [
    'SLOT_UNAVAILABLE',
    'IDEMPOTENCY_IN_PROGRESS',
    'VERSION_CONFLICT',
    'BOOKING_NOT_CHANGEABLE',
  ],
  cancel: ['IDEMPOTENCY_IN_PROGRESS'],
  look: [],
  slots: [],
  check: [],
  // Whoever holds too much is told to book without.
  hold: ['SLOT_UNAVAILABLE', 'IDEMPOTENCY_IN_PROGRESS', 'RATE_LIMITED'],
  // A hold that has lapsed is not there any more.
  release: ['NOT_FOUND'],
}

/**
 * I5: what was refused has left nothing behind.
 * I7: whoever was told that a time is taken met somebody who had it, or was about to.
 */
export function checkRefusals(file: CaseFile, possible: Occupation[]): Violation[] {
  const types = new Map(file.evidence.meetingTypes.map((type) => [type.id, type]))
  const table = createTimeTable(possible)
  return [
    ...findGhosts(file),
    ...file.evidence.attempts.flatMap((attempt) => findSpurious(attempt, { types, table, file })),
  ]
}

function findGhosts({ dossiers }: CaseFile): Violation[] {
  return [...dossiers.values()].flatMap(({ row, creations }) => {
    const own = creations.find(({ intent }) => intent.inviteeName === row.inviteeName)
    if (own === undefined || !own.isRefused) return []
    return [{ invariant: 'I5', subject: row.id, detail: `${own.intent.id} was refused` }]
  })
}

type Context = { types: Map<string, MeetingType>; table: TimeTable; file: CaseFile }

function findSpurious(attempt: Attempt, context: Context): Violation[] {
  if (attempt.outcome !== 'refused' || attempt.code === UNREACHABLE) return []
  const { intent, code } = attempt
  const fail = (detail: string) => [{ invariant: 'I7', subject: intent.id, detail }]
  if (!reasons[intent.action].includes(code)) return fail(`was refused with ${code}`)
  if (code === 'IDEMPOTENCY_CONFLICT' && !hasOtherBody(intent, context.file)) {
    return fail('its key was said to belong to another request')
  }
  if (code !== 'SLOT_UNAVAILABLE') return []
  const asked = askedTime(attempt, context)
  if (asked === undefined || context.table.isMet(asked)) return []
  return fail('nobody had the time that it was told was taken')
}

function hasOtherBody(intent: Intent, { creations }: CaseFile): boolean {
  const same = creations.get(intent.inviteeEmail ?? '') ?? []
  return same.some((other) => other.intent.id !== intent.id)
}

function askedTime({ intent, from, until }: Attempt, { types }: Context): Occupation | undefined {
  const type = types.get(intent.meetingTypeId)
  if (type === undefined || intent.startTime === undefined) return undefined
  // A booking does not get into the way of its own move, nor a hold of its own booking.
  const owner = intent.bookingId ?? intent.holdId ?? `asked by ${intent.id}`
  return { owner, hostId: intent.hostId, ...claimOf(type, intent.startTime), from, until }
}
