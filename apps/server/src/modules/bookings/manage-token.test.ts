import { expect, test } from 'vitest'
import { deriveManageToken, hashManageToken, isManageToken } from './manage-token.ts'

const id = '0199a9a4-0000-7000-8000-000000000001'
const otherId = '0199a9a4-0000-7000-8000-000000000002'
const token = deriveManageToken('first secret', id)
const booking = { id, manageTokenHash: hashManageToken(token) }

test('a token carries 256 bits, and is derived again as it was', () => {
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(deriveManageToken('first secret', id)).toBe(token)
  expect(deriveManageToken('first secret', otherId)).not.toBe(token)
})

test('the token of the creation opens the booking after the secret has changed', () => {
  expect(isManageToken(token, booking, 'second secret')).toBe(true)
})

test("the token of today's secret opens the booking too", () => {
  expect(isManageToken(deriveManageToken('second secret', id), booking, 'second secret')).toBe(true)
})

test.each([
  ['', 'nothing'],
  [token.slice(1), 'a part'],
  [deriveManageToken('first secret', otherId), "another booking's token"],
  [deriveManageToken('third secret', id), 'a token of another secret'],
  [Buffer.from(booking.manageTokenHash).toString('base64url'), 'the stored hash itself'],
])('%j does not open it: %s', (wrong) => {
  expect(isManageToken(wrong, booking, 'first secret')).toBe(false)
})
