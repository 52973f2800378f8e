import { expect, test } from 'vitest'
import { withLogContext } from './log-context.ts'
import { createLogger } from './logger.ts'

function logged(write: (log: ReturnType<typeof createLogger>) => void): Record<string, unknown> {
  const lines: string[] = []
  write(createLogger('debug', { write: (line) => lines.push(line) }))
  expect(lines).toHaveLength(1)
  return JSON.parse(lines[0] ?? '')
}

test('a line is JSON with its level, time and fields', () => {
  expect(logged((log) => log.info({ requestId: 'r1' }, 'stopped'))).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    requestId: 'r1',
    msg: 'stopped',
  })
})

test('an error is logged with its stack, its code and its causes', () => {
  const cause = Object.assign(new TypeError('no route'), { code: 'EHOSTUNREACH' })
  const { error } = logged((log) => log.error({ error: new Error('failed', { cause }) }, 'x'))
  expect(error).toMatchObject({
    type: 'Error',
    message: 'failed',
    stack: expect.stringMatching(/^ +at .*logger\.test/),
    cause: { type: 'TypeError', message: 'no route', code: 'EHOSTUNREACH' },
  })
})

test('nor is what repeats the message of a query', () => {
  const cause = Object.assign(new Error('invalid: ada@example.com'), { query: 'select $1' })
  const line = logged((log) => log.error({ error: new Error(cause.message, { cause }) }, 'x'))
  expect(JSON.stringify(line)).not.toContain('ada@example.com')
})

test('neither the text nor the parameters of a query are logged', () => {
  const ofDriver = Object.assign(new Error('invalid input: "ada@example.com"'), {
    query: 'select $1',
    parameters: ['ada@example.com'],
    detail: 'Key (email)=(ada@example.com) already exists.',
    code: '22P02',
  })
  const error = new Error('Failed query: select $1\nparams: ada@example.com', { cause: ofDriver })
  const line = logged((log) => log.error({ error }, 'a request failed'))
  expect(JSON.stringify(line)).not.toContain('ada@example.com')
  expect(line.error).toMatchObject({ message: 'a query failed', cause: { code: '22P02' } })
})

test('what has no name in the table is left out, and its name is said', () => {
  const lines: string[] = []
  const log = createLogger('info', { write: (line) => lines.push(line) })
  const fields = { requestId: 'r1', inviteeEmail: 'ada@example.com' }
  log.info(fields, 'x')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ requestId: 'r1', dropped: ['inviteeEmail'] })
  expect(lines.join()).not.toContain('ada@example.com')
})

test('lines carry what belongs to the work that they are about, also after it has waited', async () => {
  const lines: string[] = []
  const log = createLogger('info', { write: (line) => lines.push(line) })
  await withLogContext({ requestId: 'r1' }, async () => {
    await null
    await withLogContext({ bookingId: 'b1' }, async () => log.info('inside'))
    log.info('around')
  })
  log.info('outside')
  const found = lines.map((line) => JSON.parse(line))
  expect(found.map(({ msg, requestId, bookingId }) => [msg, requestId, bookingId])).toEqual([
    ['inside', 'r1', 'b1'],
    ['around', 'r1', undefined],
    ['outside', undefined, undefined],
  ])
})
