import { randomUUID } from 'node:crypto'
import type { HostId } from '@rendez/contract'
import type { WeeklyHours } from '@rendez/core'
import type { Database } from './client.ts'
import { hosts, meetingTypes, schedules, users } from './schema.ts'

type MeetingTypeRow = typeof meetingTypes.$inferInsert

/** Every hour of every day, so that a test chooses its times freely. */
export const allHours: WeeklyHours = everyDay('00:00', '24:00')

export function everyDay(start: string, end: string): WeeklyHours {
  const hours = [{ start, end }]
  return {
    monday: hours,
    tuesday: hours,
    wednesday: hours,
    thursday: hours,
    friday: hours,
    saturday: hours,
    sunday: hours,
  }
}

export type TestHost = {
  hostId: HostId
  username: string
  scheduleId: string
}

/** A host with a default schedule; open at every hour unless told otherwise. */
export async function createTestHost(
  database: Database,
  {
    timeZone = 'UTC',
    weeklyHours = allHours,
  }: { timeZone?: string; weeklyHours?: WeeklyHours } = {},
): Promise<TestHost> {
  const id = randomUUID()
  const scheduleId = randomUUID()
  const username = `host-${id.slice(0, 8)}`
  await database.drizzle.transaction(async (tx) => {
    await tx.insert(users).values({ id, name: 'Grace Hopper', email: `${username}@example.com` })
    await tx.insert(hosts).values({
      id,
      username,
      displayName: 'Grace Hopper',
      timeZone,
      timeFormat: '24h',
      weekStart: 'monday',
    })
    await tx.insert(schedules).values({
      id: scheduleId,
      hostId: id,
      name: 'Working hours',
      timeZone,
      weeklyHours,
      dateOverrides: [],
      isDefault: true,
    })
  })
  return { hostId: provenHost(id), username, scheduleId }
}

// Stands in for the session gate, which alone mints host ids outside tests.
function provenHost(id: string): HostId {
  return id as HostId
}

/** A meeting type of half an hour without further rules; answers its id. */
export async function createTestMeetingType(
  database: Database,
  hostId: HostId,
  changes: Partial<MeetingTypeRow> = {},
): Promise<string> {
  const id = randomUUID()
  await database.drizzle.insert(meetingTypes).values({
    id,
    hostId,
    name: 'Intro',
    slug: `intro-${id.slice(0, 8)}`,
    description: '',
    durationMinutes: 30,
    stepMinutes: null,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    minimumNoticeMinutes: 0,
    bookingWindow: { kind: 'open' },
    maxBookingsPerDay: null,
    location: { kind: 'phone', phoneNumber: '+1 555 0100' },
    color: '#2563eb',
    active: true,
    secret: false,
    scheduleId: null,
    ...changes,
  })
  return id
}
