import type { LoggedError } from './logger.ts'

type Line = {
  time: string
  level: string
  msg: string
  error?: LoggedError
  [name: string]: unknown
}

/** A line of the log, which is JSON, as a person reads it: the time of day, the fields, and below them an error. */
export function logLineAsText(line: string): string {
  const { time, level, msg, error, ...fields }: Line = JSON.parse(line)
  const details = Object.entries(fields).map(([name, value]) => `${name}=${asText(value)}`)
  const trouble = error === undefined ? '' : `\n${describe(error)}`
  return `${[time.slice(11, 19), level, msg, ...details].join(' ')}${trouble}\n`
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

function describe({ type, message, code, stack, cause }: LoggedError): string {
  const head = `${type}: ${message}${code === undefined ? '' : ` (${code})`}`
  const parts = [head, ...(stack ? [stack] : [])]
  if (cause !== undefined) parts.push(`caused by ${describe(cause)}`)
  return parts.join('\n')
}
