import type { CaseFile, Dossier, Step } from './build-dossiers.ts'
import { createExcuses, type Excuses } from './create-excuses.ts'
import type { ReceivedMail, Violation } from './evidence.ts'
import { isLate } from './is-late.ts'
import { isOwed } from './is-owed.ts'
import { causesOf } from './trace-occupations.ts'

/**
 * M1: each change is told to each of its two people by one message; only what was changed again before it
 * was handled may be left out. M2: nobody gets another mail. M3: a message comes again only where its
 * acceptance could not be known. M4: nobody is told of what was changed long before. Messages that have
 * their own time are M5: see `check-messages.ts`; M3 is theirs too.
 */
export function checkMails(file: CaseFile): Violation[] {
  const { mails, hosts, disturbances } = file.evidence
  const excuses = createExcuses(disturbances)
  const addresses = new Map(hosts.map(({ id, address }) => [id, address]))
  const byBooking = Map.groupBy(mails, ({ bookingId }) => bookingId ?? '')
  const violations = [...byBooking]
    .filter(([id]) => !file.dossiers.has(id))
    .flatMap(([id, some]) => some.map((mail) => misdirected(mail, `about ${id || 'no booking'}`)))
  for (const [id, dossier] of file.dossiers) {
    const people = [dossier.row.inviteeEmail, addresses.get(dossier.row.hostId) ?? '']
    const own = (byBooking.get(id) ?? []).filter(({ rule }) => rule === null)
    violations.push(...checkBooking(dossier, people, own, excuses))
  }
  for (const same of Map.groupBy(mails, ({ messageId }) => messageId).values()) {
    violations.push(...findRepeated(same, excuses))
  }
  return violations
}

function checkBooking(
  dossier: Dossier,
  people: string[],
  mails: ReceivedMail[],
  excuses: Excuses,
): Violation[] {
  const { steps, row } = dossier
  const violations: Violation[] = []
  const told = Map.groupBy(mails, ({ version, recipient }) => `${version} ${recipient}`)
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1]
    for (const recipient of people) {
      const own = told.get(`${step.version} ${recipient}`) ?? []
      told.delete(`${step.version} ${recipient}`)
      const detail = objection(step, next, own)
      const subject = `${row.id} version ${step.version} to ${recipient}`
      if (detail) violations.push({ invariant: 'M1', subject, detail })
      violations.push(...own.filter((mail) => isWrong(mail, step)).map((mail) => misdirected(mail)))
      if (next) violations.push(...findLate(dossier, next, own, excuses))
    }
  }
  const rest = [...told.values()].flat()
  return [...violations, ...rest.map((mail) => misdirected(mail, 'who has nothing to do with it'))]
}

function objection(step: Step, next: Step | undefined, mails: ReceivedMail[]): string {
  const different = new Set(mails.map(({ messageId }) => messageId)).size
  if (different > 1) return `${different} different messages tell the same`
  return different === 0 && isOwed(step, next) ? `${step.action}, and nobody was told` : ''
}

function isWrong({ method, startTime }: ReceivedMail, step: Step): boolean {
  const right = step.action === 'cancelled' ? 'CANCEL' : 'REQUEST'
  return method !== right || startTime !== step.startTime
}

function misdirected(mail: ReceivedMail, what = 'which says something else'): Violation {
  const detail = `${mail.recipient} got a mail ${what} (${mail.bookingId}, version ${mail.version})`
  return { invariant: 'M2', subject: mail.messageId, detail }
}

function findLate(
  dossier: Dossier,
  next: Step,
  mails: ReceivedMail[],
  excuses: Excuses,
): Violation[] {
  const over = Math.max(...causesOf(dossier, next).map(({ acknowledgedAt }) => acknowledgedAt))
  const late = mails.filter((mail) => isLate(mail, over, excuses))
  return late.map(({ messageId, at }) => ({
    invariant: 'M4',
    subject: messageId,
    detail: `told version ${next.version - 1} ${Math.round(at - over)} ms after it was changed`,
  }))
}

function findRepeated(same: ReceivedMail[], excuses: Excuses): Violation[] {
  const inOrder = same.toSorted((a, b) => a.at - b.at)
  return inOrder.slice(1).flatMap((again, index) => {
    const before = inOrder[index]
    if (before === undefined || !before.acknowledged) return []
    if (excuses.mayRepeat(before)) return []
    const detail = `came again after ${Math.round(again.at - before.at)} ms for no reason`
    return [{ invariant: 'M3', subject: before.messageId, detail }]
  })
}
