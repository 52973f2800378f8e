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
  expect(Object.keys(findProblems({ name: ' ', email: 'ada', notes: '' }))).toEqual([
    'name',
    'email',
  ])
  expect(findProblems({ name: 'Ada', email: ' ada@example.com ', notes: '' })).toEqual({})
})
