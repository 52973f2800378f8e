import { type DestinationStream, type Logger, pino } from 'pino'
import type { Config } from './config.ts'
import { readLogContext } from './log-context.ts'
import { cleanText, keepLogFields, type LogFields } from './log-fields.ts'
import { logLineAsText } from './log-line-as-text.ts'

type Write = {
  (message: string): void
  (fields: LogFields, message: string): void
}

/** Takes fields and then a sentence that says nothing of its own; log-fields.ts has the names there are. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error' | 'fatal', Write>

/** What is logged of an error; `stack` without the message. */
export type LoggedError = {
  type: string
  message: string
  code?: string
  stack?: string
  cause?: LoggedError
}

/** Lines of JSON on stderr, or of text when a person looks on. */
export function createLogger(level: Config['logLevel'], stream = defaultStream()): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: readLogContext,
      formatters: { level: (label) => ({ level: label }), log: keepLogFields },
      serializers: { error: describeErrorForLog },
    },
    stream,
  )
}

/**
 * An error without what it may carry along: a failed query's text and parameters hold what people typed,
 * and a stack begins with the message.
 */
export function describeErrorForLog(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: error.name,
    message: holdsQuery(error) ? 'a query failed' : cleanText(error.message),
    ...(code === undefined ? {} : { code }),
    ...(frames === undefined ? {} : { stack: frames.join('\n') }),
    ...(error.cause === undefined ? {} : { cause: describeErrorForLog(error.cause) }),
  }
}

// Whoever wraps a driver's error often repeats its message.
function holdsQuery(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return 'query' in error || error.message.startsWith('Failed query') || holdsQuery(error.cause)
}

function defaultStream(): DestinationStream {
  if (process.stderr.isTTY) return { write: (line) => process.stderr.write(logLineAsText(line)) }
  return pino.destination({ dest: 2, sync: true })
}
