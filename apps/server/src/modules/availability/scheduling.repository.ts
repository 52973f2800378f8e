import type { Location, PublicHost, SmsUse } from '@rendez/contract'
import type { Interval, MeetingRules, Schedule } from '@rendez/core'
import { attempt } from '../../db/attempt.ts'
import type { Database } from '../../db/client.ts'

export type SchedulingRow = {
  meetingType: Omit<MeetingRules, 'stepMinutes'> & {
    id: string
    hostId: string
    name: string
    slug: string
    color: string
    location: Location
    active: boolean
    sms: SmsUse
    stepMinutes: number | null
  }
  host: PublicHost
  schedule: Schedule
  busy: Interval[]
  bookedStarts: number[]
  /** Milliseconds until the first hold in it runs out; null when there is none. */
  nextExpiryMs: number | null
}

type SchedulingQuery = {
  meetingTypeId: string
  range: Interval
  exceptBookingId: string | undefined
}

const DAY = 86_400_000
// The longest claim that can meet a start in the range is shorter than a day, and the daily limit
// counts the whole local dates that the range touches.
const CLAIM_REACH = DAY
const DATE_REACH = 2 * DAY

/**
 * A living meeting type with its host, its schedule and what is taken around `range`: one prepared
 * statement, for this is the read that every page view makes, and another one where a day has a limit.
 */
export async function findSchedulingRow(
  { sql }: Pick<Database, 'sql'>,
  query: SchedulingQuery,
): Promise<SchedulingRow | undefined> {
  const { meetingTypeId, range, exceptBookingId } = query
  const except = exceptBookingId ?? null
  const [row] = await attempt(
    () => sql<Omit<SchedulingRow, 'bookedStarts'>[]>`
    select
      json_build_object(
        'id', m.id, 'hostId', m.host_id, 'name', m.name, 'slug', m.slug, 'color', m.color,
        'location', m.location, 'active', m.active, 'sms', m.sms, 'durationMinutes', m.duration_minutes,
        'stepMinutes', m.step_minutes, 'bufferBeforeMinutes', m.buffer_before_minutes,
        'bufferAfterMinutes', m.buffer_after_minutes, 'bookingWindow', m.booking_window,
        'minimumNoticeMinutes', m.minimum_notice_minutes,
        'maxBookingsPerDay', m.max_bookings_per_day) as "meetingType",
      json_build_object(
        'username', h.username, 'displayName', h.display_name, 'bio', h.bio,
        'timeZone', h.time_zone) as host,
      json_build_object(
        'timeZone', s.time_zone, 'weeklyHours', s.weekly_hours,
        'dateOverrides', s.date_overrides) as schedule,
      (select coalesce(json_agg(json_build_object(
          'start', (extract(epoch from lower(c.during)) * 1000)::bigint,
          'end', (extract(epoch from upper(c.during)) * 1000)::bigint) order by c.during), '[]')
        from claims c
        where c.host_id = m.host_id
          and c.during && tstzrange(
            ${new Date(range.start - CLAIM_REACH)}, ${new Date(range.end + CLAIM_REACH)})
          and (c.expires_at is null or c.expires_at > now())
          and c.booking_id is distinct from ${except}::uuid) as busy,
      (select floor(extract(epoch from min(c.expires_at) - now()) * 1000)::float8
        from claims c
        where c.host_id = m.host_id and c.expires_at > now()
          and c.during && tstzrange(
            ${new Date(range.start - CLAIM_REACH)}, ${new Date(range.end + CLAIM_REACH)})
      ) as "nextExpiryMs"
    from meeting_types m
    join hosts h on h.id = m.host_id
    join schedules s on s.host_id = m.host_id
      and (s.id = m.schedule_id or (m.schedule_id is null and s.is_default))
    where m.id = ${meetingTypeId} and m.deleted_at is null`,
  )
  if (row === undefined) return undefined
  const isLimited = row.meetingType.maxBookingsPerDay !== null
  return { ...row, bookedStarts: isLimited ? await listBookedStarts(sql, query) : [] }
}

// Bookings have a partition a month. A statement that names them is worth a plan of its own for each
// call, which takes PostgreSQL five times as long as to run it: most meeting types go without.
async function listBookedStarts(
  sql: Database['sql'],
  { meetingTypeId, range, exceptBookingId }: SchedulingQuery,
): Promise<number[]> {
  const rows = await attempt(
    () => sql<{ startTime: Date }[]>`
    select start_time as "startTime" from bookings
    where meeting_type_id = ${meetingTypeId} and status = 'confirmed'
      and start_time >= ${new Date(range.start - DATE_REACH)}
      and start_time < ${new Date(range.end + DATE_REACH)}
      and id is distinct from ${exceptBookingId ?? null}::uuid`,
  )
  return rows.map(({ startTime }) => startTime.getTime())
}

/** Whose a meeting type is, now and for ever; undefined when it was never there. */
export async function findHostOfMeetingType(
  { sql }: Pick<Database, 'sql'>,
  meetingTypeId: string,
): Promise<string | undefined> {
  const [row] = await attempt(
    () => sql<{ hostId: string }[]>`
    select host_id as "hostId" from meeting_types where id = ${meetingTypeId}`,
  )
  return row?.hostId
}
