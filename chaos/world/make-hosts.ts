import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import type { Host, MeetingType } from '../checker/evidence.ts'
import { chooseRules, describeReminders, insertWorkflows, SOON_MINUTES } from './message-rules.ts'

/** Meeting types of one host that get into each other's way. */
const offers = [
  { durationMinutes: 30, stepMinutes: 15, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 },
  { durationMinutes: 60, stepMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 15 },
  { durationMinutes: 15, stepMinutes: 15, bufferBeforeMinutes: 10, bufferAfterMinutes: 5 },
  { durationMinutes: 45, stepMinutes: 15, bufferBeforeMinutes: 15, bufferAfterMinutes: 0 },
]

/** Booked so far ahead that messages are due within minutes. */
const soonOffer = {
  durationMinutes: 5,
  stepMinutes: 5,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  aheadMinutes: SOON_MINUTES,
}

export type OfferedType = MeetingType & {
  stepMinutes: number
  /** How far ahead it is booked, where that matters. */
  aheadMinutes?: number
}

export type Offers = { hosts: Host[]; meetingTypes: OfferedType[] }

const day = [{ start: '00:00', end: '24:00' }]
const weeklyHours = {
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: day,
  sunday: day,
}

/** Hosts who are there day and night, each with the same few meeting types; some have messages of their own. */
export async function makeHosts(sql: postgres.Sql, count: number): Promise<Offers> {
  const offered: Offers = { hosts: [], meetingTypes: [] }
  for (let n = 1; n <= count; n += 1) {
    const host = { id: randomUUID(), address: `host-${n}@example.com` }
    const meetingTypes = listOffers(n).map((offer) => ({
      id: randomUUID(),
      hostId: host.id,
      ...offer,
    }))
    await insertHost(sql, host, `host-${n}`)
    for (const type of meetingTypes) await insertMeetingType(sql, type)
    offered.hosts.push(host)
    offered.meetingTypes.push(...meetingTypes)
  }
  return offered
}

function listOffers(hostNumber: number): Omit<OfferedType, 'id' | 'hostId'>[] {
  const rules = chooseRules(hostNumber)
  const usual = offers.map((offer) => ({ ...offer, rules: rules?.usual ?? [] }))
  return rules === null ? usual : [...usual, { ...soonOffer, rules: rules.soon }]
}

async function insertHost(sql: postgres.Sql, { id, address }: Host, name: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`insert into users (id, name, email, email_verified) values (${id}, ${name}, ${address}, true)`
    await tx`
      insert into hosts (id, username, display_name, time_zone, time_format, week_start)
      values (${id}, ${name}, ${name}, 'UTC', '24h', 'monday')`
    await tx`
      insert into schedules
        (id, host_id, name, time_zone, weekly_hours, date_overrides, is_default)
      values (${randomUUID()}, ${id}, 'Always', 'UTC', ${tx.json(weeklyHours)}, '[]', true)`
  })
}

async function insertMeetingType(sql: postgres.Sql, type: OfferedType): Promise<void> {
  const { id, hostId, durationMinutes, stepMinutes, bufferBeforeMinutes, bufferAfterMinutes } = type
  const { minutes, remindHost } = describeReminders(type.rules)
  await sql`
    insert into meeting_types (
      id, host_id, name, slug, description, duration_minutes, step_minutes, buffer_before_minutes,
      buffer_after_minutes, minimum_notice_minutes, booking_window, location, color, active, secret,
      reminder_minutes, remind_host
    ) values (
      ${id}, ${hostId}, ${`${durationMinutes} minutes`}, ${`for-${durationMinutes}`}, '',
      ${durationMinutes}, ${stepMinutes}, ${bufferBeforeMinutes}, ${bufferAfterMinutes}, 0,
      ${sql.json({ kind: 'open' })}, ${sql.json({ kind: 'phone', phoneNumber: '+1 555 0100' })},
      '#2563eb', true, false, ${minutes}, ${remindHost}
    )`
  await insertWorkflows(sql, type)
}
