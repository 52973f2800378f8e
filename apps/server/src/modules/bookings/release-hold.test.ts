import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  createTestHost,
  createTestMeetingType,
  type TestHost,
} from '../../db/scheduling.test-kit.ts'
import { openTestBookings, refusalOf, type TestBookings } from './bookings.test-kit.ts'
import { releaseHold } from './release-hold.ts'

let world: TestBookings
let hostId: TestHost['hostId']
let held: { id: string; holdToken: string }
let told: string[]

beforeAll(async () => {
  world = await openTestBookings()
})
beforeEach(async () => {
  const host = await createTestHost(world.database)
  hostId = host.hostId
  const meetingTypeId = await createTestMeetingType(world.database, hostId)
  held = await world.bookings.holds.create(
    { meetingTypeId, startTime: '2027-03-01T09:00:00Z' },
    { clientNetwork: 'a network', idempotencyKey: null },
  )
  told = []
})
afterAll(() => world.close())

/** Lets the hold go over connections that break after so many of its deletions have been done. */
function releaseOver(breaks: number, holdToken = held.holdToken): Promise<void> {
  let broken = 0
  const sql = new Proxy(world.database.sql, {
    apply: async (target, self, parameters) => {
      const answer = await Reflect.apply(target, self, parameters)
      if (broken === breaks || !String(parameters[0]).includes('delete from claims')) return answer
      broken += 1
      throw Object.assign(new Error('the connection is lost'), { code: 'CONNECTION_CLOSED' })
    },
  })
  const hostChanged = async (id: string) => void told.push(id)
  const database = { ...world.database, sql }
  return releaseHold({ database, hostChanged }, held.id, holdToken)
}

const countClaims = async () => {
  const claims = await world.database.sql`select 1 from claims where booking_id = ${held.id}`
  return claims.length
}

test('the time is free although the answer was lost, and that is told', async () => {
  await releaseOver(1)
  expect([await countClaims(), told]).toEqual([0, [hostId]])
})

test('that is told too when nobody knows whether it is free', async () => {
  expect((await refusalOf(releaseOver(2))).code).toBe('SERVICE_UNAVAILABLE')
  expect(told).toEqual([hostId])
})

test('whoever does not hold the time changes nothing, and nothing is told', async () => {
  await releaseOver(0, 'another token')
  expect([await countClaims(), told]).toEqual([1, []])
})
