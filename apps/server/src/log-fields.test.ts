import { expect, test } from 'vitest'
import { cleanText, keepLogFields } from './log-fields.ts'

test('only names that are allowed are kept, and only with values of their kind', () => {
  const fields = { requestId: 'r1', status: 200, password: 'hunter2', kind: { secret: 1 } }
  expect(keepLogFields(fields)).toEqual({
    requestId: 'r1',
    status: 200,
    dropped: ['password', 'kind'],
  })
})

test.each([
  '0af7651916cd43dd8448eb211c80319c',
  '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  '0199b2a4-6b6e-7a53-9d1e-2f6f1c0c2f3a',
])('the id of a request is kept as it is: %s', (requestId) => {
  expect(keepLogFields({ requestId })).toEqual({ requestId })
})

test.each([
  ['for ada@example.com', 'for …@…'],
  [`id\n${'aB3-_'.repeat(8)}`, 'id\n…'],
  ['a'.repeat(129), '…'],
])('what is no such id is cleaned as other texts are: %j', (requestId, cleaned) => {
  expect(keepLogFields({ requestId })).toEqual({ requestId: cleaned })
})

test('the same text under another name is cleaned', () => {
  const fields = { reason: '0af7651916cd43dd8448eb211c80319c' }
  expect(keepLogFields(fields)).toEqual({ reason: '…' })
})

test('what is absent is not missed', () => {
  expect(keepLogFields({ bookingId: undefined, reason: null })).toEqual({})
})

test('what a job has done is numbers and dates', () => {
  const done = { months: [{ month: '2026-03', bookings: 4, host: 'Ada' }], made: 2, note: 'Ada' }
  expect(keepLogFields({ done })).toEqual({
    done: { months: [{ month: '2026-03', bookings: 4 }], made: 2 },
  })
})

test.each([
  ['550 no such user <ada@example.com>', '550 no such user <…@…>'],
  ['to ada+1@mail.example.com, and bob@x.org.', 'to …@…, and …@…'],
  ['redis://:hunter2@db:6379/0 refuses', 'redis://…@db:6379/0 refuses'],
  ['postgres://rendez:hun%20ter2@db/rendez', 'postgres://…@db/rendez'],
  ['see https://meet.example.com/app/x#token=abc now', 'see https://meet.example.com/… now'],
  [`token ${'aB3-_'.repeat(8)} is unknown`, 'token … is unknown'],
  ['booking 0199b2a4-6b6e-7a53-9d1e-2f6f1c0c2f3a', 'booking 0199b2a4-6b6e-7a53-9d1e-2f6f1c0c2f3a'],
  ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED 127.0.0.1:5432'],
])('%s is logged as %s', (text, cleaned) => {
  expect(cleanText(text)).toBe(cleaned)
})

test('a text of any length is short in the log', () => {
  expect(cleanText('word '.repeat(1_000))).toHaveLength(500)
})
