import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createTestHost,
  createTestMeetingType,
  type TestHost,
} from '../../db/scheduling.test-kit.ts'
import { openTestBookings, type TestBookings } from './bookings.test-kit.ts'
import { insertHold, type NewHold } from './holds.repository.ts'

let world: TestBookings
let host: TestHost
let meetingTypeId: string

beforeAll(async () => {
  world = await openTestBookings()
  host = await createTestHost(world.database)
  meetingTypeId = await createTestMeetingType(world.database, host.hostId)
})
afterAll(() => world.close())

const holdOf = (id: string): NewHold => ({
  id,
  hostId: host.hostId,
  meetingTypeId,
  startTime: new Date('2027-03-01T09:00:00Z'),
  endTime: new Date('2027-03-01T09:30:00Z'),
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  tokenHash: randomBytes(32),
  networkHash: randomBytes(32),
})
const day = { start: new Date('2027-03-01T00:00:00Z'), end: new Date('2027-03-02T00:00:00Z') }
const insert = (hold: NewHold) =>
  insertHold(world.database, hold, { previous: null, key: null, day })

test('the same hold again, whose answer was lost, is held; another one is refused', async () => {
  const hold = holdOf('0199b2a4-6b6e-7a53-9d1e-2f6f1c0c2f3a')
  const first = await insert(hold)
  expect(first.outcome).toBe('held')
  expect(await insert(hold)).toEqual(first)
  const other = await insert(holdOf('0199b2a4-6b6e-7a53-9d1e-2f6f1c0c2f3b'))
  expect(other.outcome).toBe('slot_taken')
  const claims = await world.database.sql`select 1 from claims where host_id = ${host.hostId}`
  expect(claims).toHaveLength(1)
})
