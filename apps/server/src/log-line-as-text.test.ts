import { expect, test } from 'vitest'
import { logLineAsText } from './log-line-as-text.ts'
import { createLogger } from './logger.ts'

function shown(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = []
  write(createLogger('info', { write: (line) => lines.push(logLineAsText(line)) }))
  expect(lines).toHaveLength(1)
  return lines.join('')
}

test('a line says when, how grave, what, and its fields', () => {
  const text = shown((log) => log.info({ port: 'store', adapter: 'redis' }, 'is away'))
  expect(text).toMatch(/^\d\d:\d\d:\d\d info is away port=store adapter=redis\n$/)
})

test('what a job has done is told to its depth', () => {
  const done = { months: [{ month: '2027-03', bookings: 4 }], deleted: 2 }
  const text = shown((log) => log.info({ job: 'retention', done }, 'a scheduled job is done'))
  expect(text).toContain(
    ' job=retention done={"months":[{"month":"2027-03","bookings":4}],"deleted":2}\n',
  )
})

test('an error is followed by all of its causes, each with its code and its stack', () => {
  const refused = Object.assign(new TypeError('no route'), { code: 'EHOSTUNREACH' })
  const cause = new RangeError('asked in vain', { cause: refused })
  const text = shown((log) => log.error({ error: new Error('failed', { cause }) }, 'a job failed'))
  const stack = String.raw`(?:\n +at .*)*\n +at .*log-line-as-text\.test.*(?:\n +at .*)*\n`
  const told = [
    'error a job failed\nError: failed',
    'caused by RangeError: asked in vain',
    String.raw`caused by TypeError: no route \(EHOSTUNREACH\)`,
  ]
  expect(text).toMatch(new RegExp(`${told.join(stack)}${stack}$`))
})
