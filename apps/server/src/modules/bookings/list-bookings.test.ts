import type { Booking, ListBookingsInput } from '@rendez/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createTestHost,
  createTestMeetingType,
  type TestHost,
} from '../../db/scheduling.test-kit.ts'
import {
  asInvitee,
  bookingRequest,
  openTestBookings,
  refusalOf,
  type TestBookings,
} from './bookings.test-kit.ts'

let world: TestBookings
let host: TestHost

beforeAll(async () => {
  world = await openTestBookings()
  host = await createTestHost(world.database)
  const stranger = await createTestHost(world.database)
  const mine = await createTestMeetingType(world.database, host.hostId, { name: 'Mentoring 100%' })
  const theirs = await createTestMeetingType(world.database, stranger.hostId)
  const days = ['02-10', '02-11', '02-12', '03-30', '03-31', '04-01', '04-02']
  for (const [n, day] of days.entries()) {
    const changes = { inviteeName: `Guest ${n}`, inviteeEmail: `g_${n}@example.com` }
    for (const type of [mine, theirs]) {
      const request = bookingRequest(type, `2027-${day}T09:00:00Z`, changes)
      const booking = await world.bookings.create(request, null)
      if (n !== 2 && n !== 5) continue
      await world.bookings.cancel(asInvitee(booking), { id: booking.id, reason: '' })
    }
  }
  world.clock.set('2027-03-30T09:15:00Z')
})

afterAll(() => world.close())

const list = (input: Partial<ListBookingsInput> = {}) =>
  world.bookings.list(host.hostId, { show: 'upcoming', search: '', limit: 50, ...input })

const names = (bookings: Booking[]) => bookings.map((booking) => booking.inviteeName)

test('upcoming ones come soonest first, and what is going on is among them', async () => {
  const { bookings, nextCursor } = await list()
  expect(names(bookings)).toEqual(['Guest 3', 'Guest 4', 'Guest 6'])
  expect(bookings.map((booking) => booking.changeable)).toEqual([false, true, true])
  expect(nextCursor).toBeNull()
})

test('past and cancelled ones come latest first', async () => {
  expect(names((await list({ show: 'past' })).bookings)).toEqual(['Guest 1', 'Guest 0'])
  expect(names((await list({ show: 'cancelled' })).bookings)).toEqual(['Guest 5', 'Guest 2'])
})

test.each(['upcoming', 'past', 'cancelled'] as const)(
  'pages of %s ones join without a gap',
  async (show) => {
    const paged: Booking[] = []
    let cursor: string | undefined
    do {
      const page = await list({ show, limit: 1, ...(cursor === undefined ? {} : { cursor }) })
      expect(page.bookings).toHaveLength(1)
      paged.push(...page.bookings)
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(paged).toEqual((await list({ show })).bookings)
  },
)

test.each([
  ['guest 4', ['Guest 4']],
  ['G_6@EXAMPLE', ['Guest 6']],
  ['mentoring', ['Guest 3', 'Guest 4', 'Guest 6']],
  ['100%', ['Guest 3', 'Guest 4', 'Guest 6']],
  ['%', ['Guest 3', 'Guest 4', 'Guest 6']],
  ['g%6', []],
  ['g\\_6', []],
  ['nobody', []],
])(
  'a search for %j finds names, addresses and meeting types, word for word',
  async (search, found) => {
    expect(names((await list({ search })).bookings)).toEqual(found)
  },
)

test('a cursor that is not one of ours is refused', async () => {
  for (const cursor of ['', 'x', Buffer.from('1 2').toString('base64url')]) {
    const refusal = await refusalOf(list({ cursor }))
    expect(refusal.code).toBe('VALIDATION_ERROR')
    expect(refusal.details.fields?.[0]?.path).toBe('cursor')
  }
})
