import { expect, test } from 'vitest'
import { bookingUid } from './booking-uid.ts'

test('is the booking at the server, without scheme, port or path', () => {
  expect(bookingUid('01980000-0000-7000-8000-000000000001', 'https://Meet.example.com:8443/')).toBe(
    '01980000-0000-7000-8000-000000000001@meet.example.com',
  )
})
