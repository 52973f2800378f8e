import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from '../../db/client.ts'
import { createTestHost, createTestMeetingType } from '../../db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from '../../db/test-database.ts'
import { findSchedulingRow } from './scheduling.repository.ts'

const ENOUGH_FOR_POSTGRES = 12

let testDatabase: TestDatabase
let database: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  // Prepared statements belong to a connection.
  database = connectDatabase(testDatabase.url, { max: 1 })
})
afterAll(async () => {
  await database.close()
  await testDatabase.drop()
})

test('the read of every page view is planned once and then kept', async () => {
  const { hostId } = await createTestHost(database)
  const meetingTypeId = await createTestMeetingType(database, hostId)
  for (let call = 0; call < ENOUGH_FOR_POSTGRES; call += 1) {
    const start = Date.parse('2027-02-02T09:00:00Z') + call * 3_600_000
    const range = { start, end: start + 1 }
    await findSchedulingRow(database, { meetingTypeId, range, exceptBookingId: undefined })
  }
  const plans = await database.sql`
    select generic_plans::int as kept, custom_plans::int as thrown_away from pg_prepared_statements
    where strpos(statement, ${'from meeting_types m'}) > 0`
  // PostgreSQL compares five plans of single calls with one for all of them, and chooses.
  expect(plans).toEqual([{ kept: ENOUGH_FOR_POSTGRES - 5, thrown_away: 5 }])
})
