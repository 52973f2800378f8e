import type { Answer } from '../history/operation.ts'
import type { CaseFile, Dossier } from './build-dossiers.ts'
import type { Violation } from './evidence.ts'
import type { Pursuit } from './gather-pursuits.ts'

/**
 * I2: what was acknowledged is there, as it was acknowledged, and is never forgotten again.
 * I3: an acknowledged cancellation holds.
 */
export function checkAcknowledgements({ pursuits, dossiers }: CaseFile): Violation[] {
  const lost = pursuits.flatMap((pursuit) => findLost(pursuit, dossiers))
  return [...lost, ...[...dossiers.values()].flatMap(checkDossier)]
}

/** Answered about a booking that is not there, or refused as if it were not. */
function findLost(
  { intent, attempts }: Pursuit,
  dossiers: ReadonlyMap<string, Dossier>,
): Violation[] {
  const violations: Violation[] = []
  for (const attempt of attempts) {
    const id = attempt.outcome === 'ok' ? attempt.answer.bookingId : undefined
    if (id !== undefined && !dossiers.has(id)) {
      violations.push({ invariant: 'I2', subject: id, detail: `${intent.id} was told of it` })
    }
    if (attempt.outcome === 'refused' && attempt.code === 'NOT_FOUND' && intent.bookingId) {
      const detail = `was not found by ${intent.id}`
      violations.push({ invariant: 'I2', subject: intent.bookingId, detail })
    }
  }
  return violations
}

function checkDossier(dossier: Dossier): Violation[] {
  const { row, touched, cancellations } = dossier
  const fail = (invariant: string, detail: string) => ({ invariant, subject: row.id, detail })
  const violations: Violation[] = []
  for (const { intent, answers } of touched) {
    for (const answer of answers.filter(({ bookingId }) => bookingId === row.id)) {
      const objection = contradiction(answer, dossier)
      if (objection) violations.push(fail('I2', `${intent.id} was told ${objection}`))
    }
  }
  violations.push(...findForgetting(dossier), ...findUndone(dossier))
  const askedToCancel = cancellations.some(({ isRefused }) => !isRefused)
  if (row.status === 'cancelled' && !askedToCancel)
    violations.push(fail('I2', 'nobody cancelled it'))
  return violations
}

function findUndone({ row, cancellations }: Dossier): Violation[] {
  const fail = (detail: string) => ({ invariant: 'I3', subject: row.id, detail })
  return cancellations.flatMap(({ intent, answers }) => {
    if (answers.some(({ status }) => status !== 'cancelled')) {
      return [fail(`${intent.id} cancelled it, and was told that it stands`)]
    }
    const stands = answers.length > 0 && row.status !== 'cancelled'
    return stands ? [fail(`${intent.id} cancelled it, and it stands`)] : []
  })
}

/** What an answer says that was at no time so. */
function contradiction({ version, startTime, status }: Answer, { steps }: Dossier): string {
  if (version === undefined) return ''
  const step = steps[version]
  if (step?.version !== version) return `of version ${version}, which there is not`
  if (startTime !== step.startTime) return `another time of version ${version}`
  const told = step.action === 'cancelled' ? 'cancelled' : 'confirmed'
  return status === told ? '' : `that version ${version} is ${status}`
}

/** Whoever asks after an acknowledgement is told at least what was acknowledged. */
function findForgetting({ row, touched }: Dossier): Violation[] {
  const events = touched.flatMap((pursuit) =>
    pursuit.attempts.flatMap((attempt) =>
      attempt.outcome === 'ok' &&
      attempt.answer.bookingId === row.id &&
      attempt.answer.version !== undefined
        ? [
            // From the first attempt on: a repeated request is answered as it was the first time.
            { at: pursuit.from, end: attempt.until, told: attempt.answer.version, by: pursuit },
          ]
        : [],
    ),
  )
  const acknowledged = events.toSorted((a, b) => a.end - b.end)
  let [next, known] = [0, -1]
  const violations: Violation[] = []
  for (const { at, told, by } of events.toSorted((a, b) => a.at - b.at)) {
    for (let ack = acknowledged[next]; ack && ack.end < at; ack = acknowledged[next]) {
      known = Math.max(known, ack.told)
      next += 1
    }
    if (told < known) {
      const detail = `${by.intent.id} was told version ${told} after version ${known} was acknowledged`
      violations.push({ invariant: 'I2', subject: row.id, detail })
    }
  }
  return violations
}
