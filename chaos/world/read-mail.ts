import type { ReceivedMail } from '../checker/evidence.ts'

type MailContent = Pick<
  ReceivedMail,
  'messageId' | 'bookingId' | 'version' | 'method' | 'startTime'
>

/**
 * What a mail tells, from its Message-ID and its invitation: the one part that says the same in every
 * template. A mail without an invitation is about no booking.
 */
export function readMail(raw: string): MailContent {
  const messageId = /^message-id:\s*<([^>]+)>/im.exec(raw)?.[1] ?? ''
  const calendar = readCalendar(raw)
  const value = (name: string) => new RegExp(`^${name}[^:\r\n]*:(.*)$`, 'm').exec(calendar)?.[1]
  const bookingId = value('UID')?.split('@')[0] ?? null
  return {
    messageId,
    bookingId,
    version: Number(value('SEQUENCE') ?? -1),
    method: value('METHOD')?.trim() ?? '',
    startTime: readInstant(value('DTSTART') ?? ''),
  }
}

/** The first part of the type text/calendar, decoded and unfolded. */
function readCalendar(raw: string): string {
  const part = /^content-type: text\/calendar[\s\S]*?\r?\n\r?\n([\s\S]*?)\r?\n--/im.exec(raw)
  if (part === null) return ''
  const [whole, body = ''] = part
  const head = whole.slice(0, whole.length - body.length)
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase()
  return decode(body, encoding)
    .replace(/\r?\n[ \t]/g, '')
    .replaceAll('\r', '')
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
