import { type Action, type Attempt, type Intent, UNREACHABLE } from '../history/operation.ts'
import type { CaseFile } from './build-dossiers.ts'
import type { Violation } from './evidence.ts'
import type { Pursuit } from './gather-pursuits.ts'
import { judgeTaken } from './judge-taken.ts'
import type { Occupation } from './trace-occupations.ts'

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
 * I7: whoever was told that a time is taken met somebody else who had it, or was about to.
 */
export function checkRefusals(file: CaseFile, possible: Occupation[]): Violation[] {
  const objection = judgeTaken(file, possible)
  return [
    ...findGhosts(file),
    ...file.pursuits.flatMap((pursuit) =>
      pursuit.attempts.flatMap((attempt) => findSpurious(attempt, pursuit, { file, objection })),
    ),
  ]
}

function findGhosts({ dossiers }: CaseFile): Violation[] {
  return [...dossiers.values()].flatMap(({ row, creations }) => {
    const own = creations.find(({ intent }) => intent.inviteeName === row.inviteeName)
    if (own === undefined || !own.isRefused) return []
    return [{ invariant: 'I5', subject: row.id, detail: `${own.intent.id} was refused` }]
  })
}

type Context = { file: CaseFile; objection: ReturnType<typeof judgeTaken> }

function findSpurious(
  attempt: Attempt,
  pursuit: Pursuit,
  { file, objection }: Context,
): Violation[] {
  if (attempt.outcome !== 'refused' || attempt.code === UNREACHABLE) return []
  const { intent, code } = attempt
  const fail = (detail: string) => [{ invariant: 'I7', subject: intent.id, detail }]
  if (!reasons[intent.action].includes(code)) return fail(`was refused with ${code}`)
  if (code === 'IDEMPOTENCY_CONFLICT' && !hasOtherBody(intent, file)) {
    return fail('its key was said to belong to another request')
  }
  if (code !== 'SLOT_UNAVAILABLE') return []
  const detail = objection(attempt, pursuit)
  return detail === '' ? [] : fail(detail)
}

function hasOtherBody(intent: Intent, { creations }: CaseFile): boolean {
  const same = creations.get(intent.inviteeEmail ?? '') ?? []
  return same.some((other) => other.intent.id !== intent.id)
}
