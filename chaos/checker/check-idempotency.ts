import type { CaseFile, Dossier } from './build-dossiers.ts'
import type { Violation } from './evidence.ts'
import type { Pursuit } from './gather-pursuits.ts'

/** I4: one key, one effect, one answer; one request for a move, one move. */
export function checkIdempotency({
  creations,
  dossiers,
  evidence,
  pursuits,
}: CaseFile): Violation[] {
  const rows = Map.groupBy(evidence.rows, ({ inviteeEmail }) => inviteeEmail)
  return [
    ...[...creations].flatMap(([address, asked]) =>
      checkKey(address, asked, rows.get(address)?.length ?? 0),
    ),
    ...pursuits.filter(({ intent }) => intent.action === 'move').flatMap(checkMove),
    ...[...dossiers.values()].flatMap(countMoves),
  ]
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

function checkMove({ intent, answers }: Pursuit): Violation[] {
  if (intent.key === null) return []
  const told = new Set(answers.map(({ version, startTime }) => `${version} at ${startTime}`))
  if (told.size <= 1) return []
  const detail = `one key was answered with version ${[...told].join(' and ')}`
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
