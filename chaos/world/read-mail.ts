import { REMINDER, type ReceivedMail } from '../checker/evidence.ts'

type MailContent = Pick<
  ReceivedMail,
  'messageId' | 'bookingId' | 'rule' | 'version' | 'method' | 'startTime' | 'inviteeName'
>

/**
 * What a mail tells, from its Message-ID and its invitation: the one part that says the same in every
 * template. A message that a host made up has none: its words are those of `message-rules.ts`. Any other
 * mail without an invitation is about no booking.
 */
export function readMail(raw: string): MailContent {
  const messageId = /^message-id:\s*<([^>]+)>/im.exec(raw)?.[1] ?? ''
  const [, subject = ''] = /^subject:\s*(.*)$/im.exec(raw) ?? []
  const [, rule] = /^Rule (\S+)/.exec(subject) ?? []
  if (rule !== undefined) return { messageId, rule, ...readWords(readPart(raw, 'plain')) }
  const calendar = readPart(raw, 'calendar').replace(/\n[ \t]/g, '')
  const value = (name: string) => new RegExp(`^${name}[^:\r\n]*:(.*)$`, 'm').exec(calendar)?.[1]
  const bookingId = value('UID')?.split('@')[0] ?? null
  return {
    messageId,
    bookingId,
    rule: subject.startsWith('Reminder: ') ? REMINDER : null,
    version: Number(value('SEQUENCE') ?? -1),
    method: value('METHOD')?.trim() ?? '',
    startTime: readInstant(value('DTSTART') ?? ''),
    inviteeName: null,
  }
}

/** `For Ada, see https://.../booking/<id>#...`, and below it the time in each zone. */
function readWords(text: string): Omit<MailContent, 'messageId' | 'rule'> {
  const [, inviteeName = '', bookingId = null] =
    /^For (.+), see \S+\/booking\/([^#\s]+)#/m.exec(text) ?? []
  const [, date, time] = /(\d+ \w+ \d{4}), (\d\d:\d\d) – .*\(UTC\)$/m.exec(text) ?? []
  const startTime = Date.parse(`${date} ${time} UTC`)
  return { bookingId, version: -1, method: '', startTime, inviteeName }
}

/** The first part of the type, decoded. Its own lines may begin with two dashes, as a boundary does. */
function readPart(raw: string, type: 'calendar' | 'plain'): string {
  const part = String.raw`^--([^\r\n]+)\r?\n(content-type: text/${type}[\s\S]*?)\r?\n\r?\n([\s\S]*?)\r?\n--\1`
  const [, , head = '', body = ''] = new RegExp(part, 'im').exec(raw) ?? []
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase()
  return decode(body, encoding).replaceAll('\r', '')
}

function decode(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return body
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** `20270301T090000Z` */
function readInstant(text: string): number {
  const compact = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(text)
  if (compact === null) return Number.NaN
  const [, year, month, day, hour, minute, second] = compact.map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second)
}
