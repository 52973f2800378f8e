import { isRequestId } from './log-context.ts'

// The only names that a line of the log may have, beside time, level and message. What is not here is
// left out, whoever passes it: headers, bodies, addresses, names and secrets have no name here.
const texts = [
  'requestId',
  'bookingId',
  'eventId',
  'sentMessageId',
  'kind',
  'template',
  'channel',
  'workflowId',
  'operation',
  'outcome',
  'method',
  'route',
  'procedure',
  'consumer',
  'queue',
  'job',
  'port',
  'adapter',
  'host',
  'dataDir',
  'role',
  'signal',
  'reason',
] as const
const numbers = ['status', 'milliseconds', 'attempt', 'attempts', 'count'] as const

type Text = (typeof texts)[number]
type Count = (typeof numbers)[number]

export type LogFields = { [Name in Text]?: string | null | undefined } & {
  [Name in Count]?: number | undefined
} & {
  error?: unknown
  /** Numbers and dates of a job, by name. */
  done?: object | undefined
}

const allowedTexts = new Set<string>(texts)
const allowedNumbers = new Set<string>(numbers)
const LONGEST = 500

/** The fields that may be logged, with their texts cleaned; the names of others are in `dropped`. */
export function keepLogFields(fields: Record<string, unknown>): Record<string, unknown> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)
  const kept = given.map(([name, value]) => [name, keepValue(name, value)])
  const dropped = kept.filter(([, value]) => value === undefined).map(([name]) => name)
  return { ...Object.fromEntries(kept), ...(dropped.length === 0 ? {} : { dropped }) }
}

/** undefined: not to be logged. */
function keepValue(name: string, value: unknown): unknown {
  if (name === 'error') return value
  if (name === 'done') return keepCounts(value)
  if (allowedTexts.has(name) && typeof value === 'string') return keepText(name, value)
  return allowedNumbers.has(name) && typeof value === 'number' ? value : undefined
}

// Made by chance, and what people search for. It may also come from a broker: what is no id is cleaned.
function keepText(name: string, text: string): string {
  return name === 'requestId' && isRequestId(text) ? text : cleanText(text)
}

/** Numbers and dates at any depth; nothing else. */
function keepCounts(value: unknown): unknown {
  if (typeof value === 'number') return value
  if (typeof value === 'string') return /^\d{4}-\d{2}(-\d{2})?$/.test(value) ? value : undefined
  if (Array.isArray(value)) return value.map(keepCounts)
  if (typeof value !== 'object' || value === null) return undefined
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, keepCounts(part)]))
}

/**
 * What others wrote, as the reason of an error, without what may be of a person or open a door: mail
 * addresses, passwords in addresses, links, and anything long that looks made by chance.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi, '$1…@')
    .replaceAll(/(\bhttps?:\/\/[^\s/]+)\/[^\s"']*/gi, '$1/…')
    .replaceAll(/[^\s<>()"'=:;,/]+@[^\s<>()"';,/]+/g, (found) =>
      found.startsWith('…@') ? found : '…@…',
    )
    .replaceAll(/(?<![\w-])(?!\w{8}(?:-\w{4}){3}-\w{12}(?![\w-]))[\w+=-]{32,}/g, '…')
    .slice(0, LONGEST)
}
