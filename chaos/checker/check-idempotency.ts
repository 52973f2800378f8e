import type { CaseFile, Dossier } from './build-dossiers.ts'
import type { BookingRow, Violation } from './evidence.ts'
import type { Pursuit } from './gather-pursuits.ts'

/** I4: one key, one effect, one answer; one request for a move, one move; one key, one hold. */
export function checkIdempotency({
  creations,
  dossiers,
  evidence,
  pursuits,
}: CaseFile): Violation[] {
  const rows = Map.groupBy(evidence.rows, ({ inviteeEmail }) => inviteeEmail)
  return [
    ...[...creations].flatMap(([address, asked]) => {
      const made = rows.get(address) ?? []
      return isRepeatedLate(asked, made) ? [] : checkKey(address, asked, made.length)
    }),
    ...pursuits.flatMap(checkChange),
    ...pursuits.flatMap(checkHold),
    ...[...dossiers.values()].flatMap(countMoves),
  ]
}

/**
 * A key that the product derives ends when its booking is cancelled or moved (ADR 3): a repetition that
 * was on its way since before then is a new booking. A caller who minds sends a key.
 */
export function isRepeatedLate(asked: Pursuit[], made: BookingRow[]): boolean {
  if (asked.some(({ intent }) => intent.key !== null)) return false
  const lost = asked
    .flatMap(({ attempts }) => attempts)
    .filter(({ outcome }) => outcome === 'unknown')
  const standing = made.filter(({ version }) => version === 0)
  return made.length > 1 && standing.length <= 1 && made.length <= 1 + lost.length
}

function checkKey(address: string, asked: Pursuit[], rowCount: number): Violation[] {
  const accepted = asked.filter(({ answers }) => answers.length > 0)
  const ids = new Set(accepted.flatMap(({ answers }) => answers.map(({ bookingId }) => bookingId)))
  const fail = (detail: string) => ({ invariant: 'I4', subject: address, detail })
  return [
    ...(rowCount > 1 ? [fail(`one key made ${rowCount} bookings`)] : []),
    ...(ids.size > 1 ? [fail(`one key was answered with ${[...ids].join(' and ')}`)] : []),
    ...(accepted.length > 1 ? [fail('one key was accepted with two bodies')] : []),
  ]
}

function checkChange({ intent, answers }: Pursuit): Violation[] {
  const isChange = intent.action === 'move' || intent.action === 'cancel'
  if (!isChange || intent.key === null) return []
  const told = new Set(answers.map(({ version, startTime }) => `${version} at ${startTime}`))
  if (told.size <= 1) return []
  const detail = `one key was answered with version ${[...told].join(' and ')}`
  return [{ invariant: 'I4', subject: intent.id, detail }]
}

function checkHold({ intent, answers }: Pursuit): Violation[] {
  if (intent.action !== 'hold' || intent.key === null) return []
  const holds = new Set(answers.map(({ holdId }) => holdId))
  if (holds.size <= 1) return []
  const detail = `one key was answered with the holds ${[...holds].join(' and ')}`
  return [{ invariant: 'I4', subject: intent.id, detail }]
}

/** As many moves to a time as there are requests for it that were not refused. */
function countMoves({ row, steps, moves }: Dossier): Violation[] {
  const made = Map.groupBy(
    steps.filter(({ action }) => action === 'moved'),
    ({ startTime }) => startTime,
  )
  return [...made].flatMap(([startTime, same]) => {
    const wanted = moves.filter(({ intent }) => intent.startTime === startTime)
    const able = wanted.filter(({ isRefused }) => !isRefused)
    if (same.length <= able.length) return []
    return [{ ...blame(able.length, wanted.length), subject: row.id }]
  })
}

function blame(able: number, wanted: number): Pick<Violation, 'invariant' | 'detail'> {
  if (able > 0) return { invariant: 'I4', detail: 'one request moved it twice' }
  return wanted > 0
    ? { invariant: 'I5', detail: 'it was moved although the move was refused' }
    : { invariant: 'I8', detail: 'it was moved and nobody asked for that' }
}
