import type { CaseFile, Dossier } from './build-dossiers.ts'
import { createExcuses, type Excuses } from './create-excuses.ts'
import type { MessageRule, ReceivedMail, Violation } from './evidence.ts'
import { CLOCK_SLACK_MS, type ExpectedMessage, expectMessages } from './expect-messages.ts'
import { isLate } from './is-late.ts'

/**
 * M5: each message that has its own time (a reminder, a host's workflow) comes once to each of its
 * readers when its time has come, and says what is so; none comes of what was changed before that time.
 */
export function checkMessages(file: CaseFile): Violation[] {
  const mails = file.evidence.mails.filter(({ rule }) => rule !== null)
  const byBooking = Map.groupBy(mails, ({ bookingId }) => bookingId ?? '')
  const excuses = createExcuses(file.evidence.disturbances)
  return listRules(file).flatMap(({ dossier, rules, hostAddress }) => {
    const own = Map.groupBy(byBooking.get(dossier.row.id) ?? [], (mail) => keyOf(mail))
    const violations: Violation[] = []
    for (const [reader, rule] of listReaders(rules)) {
      const recipient = reader === 'host' ? hostAddress : dossier.row.inviteeEmail
      const key = keyOf({ rule, recipient })
      const expected = rules
        .filter(({ name, readers }) => name === rule && readers.includes(reader))
        .flatMap((each) => expectMessages(dossier, each, file.evidence))
      violations.push(...match({ excuses, dossier, expected, subject: key }, own.get(key) ?? []))
      own.delete(key)
    }
    return [...violations, ...[...own.values()].flat().map(misdirected)]
  })
}

/** Every message that may have come, once for each of its readers. */
export function listExpected(file: CaseFile): ExpectedMessage[] {
  return listRules(file).flatMap(({ dossier, rules }) =>
    rules.flatMap((rule) =>
      rule.readers.flatMap(() => expectMessages(dossier, rule, file.evidence)),
    ),
  )
}

function listRules({ dossiers, evidence }: CaseFile) {
  const types = new Map(evidence.meetingTypes.map((type) => [type.id, type]))
  const addresses = new Map(evidence.hosts.map(({ id, address }) => [id, address]))
  return [...dossiers.values()].map((dossier) => ({
    dossier,
    rules: types.get(dossier.row.meetingTypeId)?.rules ?? [],
    hostAddress: addresses.get(dossier.row.hostId) ?? '',
  }))
}

function listReaders(rules: MessageRule[]): ['invitee' | 'host', string][] {
  return (['invitee', 'host'] as const).flatMap((reader) => {
    const names = rules.filter(({ readers }) => readers.includes(reader)).map(({ name }) => name)
    return [...new Set(names)].map((name): ['invitee' | 'host', string] => [reader, name])
  })
}

const keyOf = ({ rule, recipient }: Pick<ReceivedMail, 'rule' | 'recipient'>) =>
  `${rule} to ${recipient}`

type Match = { excuses: Excuses; dossier: Dossier; expected: ExpectedMessage[]; subject: string }

/** Gives each message that came to one that may have been meant: first to those that must come. */
function match({ excuses, dossier, expected, subject }: Match, mails: ReceivedMail[]): Violation[] {
  const left = new Set(expected.toSorted((a, b) => Number(b.isOwed) - Number(a.isOwed)))
  const fail = (detail: string) => ({
    invariant: 'M5',
    subject: `${dossier.row.id} ${subject}`,
    detail,
  })
  const violations: Violation[] = []
  for (const mail of firstOfEach(mails)) {
    if (mail.inviteeName !== null && mail.inviteeName !== dossier.row.inviteeName) {
      violations.push(fail(`${mail.messageId} names ${mail.inviteeName}`))
    }
    const fitting = (some: Iterable<ExpectedMessage>) =>
      [...some].find((one) => fits(mail, one, excuses))
    const meant = fitting(left)
    if (meant !== undefined) left.delete(meant)
    else violations.push(fail(objection(mail, expected, fitting(expected) !== undefined)))
  }
  const missing = [...left].filter(({ isOwed }) => isOwed)
  return [...violations, ...missing.map(({ dueFrom }) => fail(`due at ${dueFrom}, it never came`))]
}

function firstOfEach(mails: ReceivedMail[]): ReceivedMail[] {
  const inOrder = mails.toSorted((a, b) => a.at - b.at)
  return [...Map.groupBy(inOrder, ({ messageId }) => messageId).values()].flatMap(([first]) =>
    first === undefined ? [] : [first],
  )
}

function fits(mail: ReceivedMail, { dueFrom, tellings }: ExpectedMessage, excuses: Excuses) {
  if (mail.at < dueFrom - CLOCK_SLACK_MS) return false
  return tellings.some(
    ({ startTime, version, until }) =>
      mail.startTime === startTime &&
      (mail.version === -1 || (mail.version === version && mail.method === 'REQUEST')) &&
      !isLate(mail, until, excuses),
  )
}

function objection(mail: ReceivedMail, expected: ExpectedMessage[], isRepeated: boolean): string {
  const { messageId, at } = mail
  if (isRepeated) return `${messageId} at ${at} tells once more what was told`
  if (expected.length === 0) return `${messageId} at ${at} tells what nothing asked for any more`
  return `${messageId} at ${at} tells what was not so, or comes before its time`
}

function misdirected({ messageId, recipient, rule, bookingId }: ReceivedMail): Violation {
  const detail = `${recipient} got a message by the rule ${rule} of ${bookingId} that is not theirs`
  return { invariant: 'M2', subject: messageId, detail }
}
