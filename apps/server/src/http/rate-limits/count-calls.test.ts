import { expect, test } from 'vitest'
import { countCalls } from './count-calls.ts'

test.each([
  ['/api/bookings', 1],
  ['/api/ada/one,two', 1],
  ['/api/trpc/bookings.create', 1],
  ['/api/trpc/bookings.create,bookings.create,hosts.profile', 3],
  ['/api/trpc/bookings.create%2Cbookings.create%2cbookings.create', 3],
])('%s calls %i', (path, calls) => {
  expect(countCalls(path)).toBe(calls)
})
