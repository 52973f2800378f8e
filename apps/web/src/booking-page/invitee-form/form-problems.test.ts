import { expect, test } from 'vitest'
import { findProblems, problemsOf } from './form-problems.ts'

const refusal = { code: 'VALIDATION_ERROR', message: '', retryable: false } as const

test('what the server says of a field stands at that field, its first sentence first', () => {
  const fields = [
    { path: 'inviteeEmail', message: 'first' },
    { path: 'inviteeEmail', message: 'second' },
    { path: 'inviteeTimeZone', message: 'elsewhere' },
  ]
  expect(problemsOf({ ...refusal, fields })).toEqual({ email: 'first' })
  expect(problemsOf(refusal)).toEqual({})
  expect(problemsOf(null)).toEqual({})
})

test('a name and something like an address are asked for before anything is sent', () => {
  const empty = { name: ' ', email: 'ada', phone: '', notes: '' }
  expect(Object.keys(findProblems(empty, 'optional'))).toEqual(['name', 'email'])
  expect(Object.keys(findProblems(empty, 'required'))).toEqual(['name', 'email', 'phone'])
  const full = { name: 'Ada', email: ' ada@example.com ', phone: '+33 6 12', notes: '' }
  expect(findProblems(full, 'required')).toEqual({})
})
