import { expect, test } from 'vitest'
import { fieldProblems, readApiError } from './read-api-error.ts'

const refusal = {
  code: 'VALIDATION_ERROR',
  message: 'Some fields need your attention.',
  retryable: false,
  fields: [{ path: 'bookingWindow.days', message: 'At least 1 day.' }],
}

test('reads what tRPC and REST say about a refusal', () => {
  expect(readApiError(Object.assign(new Error('x'), { data: { error: refusal } }))).toBe(refusal)
  expect(readApiError(refusal)).toBe(refusal)
})

test.each([new TypeError('Failed to fetch'), null, 'text', { data: null }, { code: 1 }])(
  'reads everything else as a server out of reach',
  (error) => {
    expect(readApiError(error)).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true })
  },
)

test('names the problems of a form by field', () => {
  expect(fieldProblems(readApiError(refusal))).toEqual({ 'bookingWindow.days': 'At least 1 day.' })
})
