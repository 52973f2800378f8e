import type { PublicHost } from '@rendez/contract'
import type postgres from 'postgres'
import { attempt } from '../../db/attempt.ts'
import type { Database } from '../../db/client.ts'
import { type BookingRow, bookingColumns } from './bookings.table.ts'

export type { BookingRow } from './bookings.table.ts'

/** A booking with what its answer shows of the host and of the meeting type as they are now. */
export type BookingRecord = BookingRow & {
  host: PublicHost
  meetingType: {
    slug: string
    color: string
    deleted: boolean
  }
}

export type BookingPage = {
  hostId: string
  show: 'upcoming' | 'past' | 'cancelled'
  search: string
  now: Date
  /** The last booking of the page before. */
  after: { startTime: Date; id: string } | null
  limit: number
}

type BookingsTable = 'bookings' | 'archive.bookings'

function selectRecords(sql: postgres.Sql, table: BookingsTable) {
  return sql`
    select ${bookingColumns(sql)},
      json_build_object('username', h.username, 'displayName', h.display_name, 'bio', h.bio,
        'timeZone', h.time_zone) as host,
      json_build_object('slug', m.slug, 'color', m.color,
        'deleted', m.deleted_at is not null) as "meetingType"
    from ${sql(table)} b
    join hosts h on h.id = b.host_id
    join meeting_types m on m.id = b.meeting_type_id`
}

/** A booking by its id, in the archive too. */
export async function findBooking(
  { sql }: Pick<Database, 'sql'>,
  id: string,
): Promise<BookingRecord | undefined> {
  const find = (table: BookingsTable) =>
    attempt(() => sql<BookingRecord[]>`${selectRecords(sql, table)} where b.id = ${id}`)
  const [record = (await find('archive.bookings'))[0]] = await find('bookings')
  return record
}

/** Milliseconds since a booking was made or changed, by the database's clock. */
export async function findSinceChange({ sql }: Pick<Database, 'sql'>, id: string): Promise<number> {
  const [row] = await attempt(
    () => sql<{ since: number }[]>`
    select (extract(epoch from clock_timestamp() - updated_at) * 1000)::float8 as since
    from bookings where id = ${id}`,
  )
  return row?.since ?? 0
}

/** Whose meeting type it is, deleted or not; undefined when there never was one. */
export async function selectMeetingTypeHost(
  { sql }: Pick<Database, 'sql'>,
  meetingTypeId: string,
): Promise<string | undefined> {
  const [row] = await attempt(
    () => sql<{ hostId: string }[]>`
    select host_id as "hostId" from meeting_types where id = ${meetingTypeId}`,
  )
  return row?.hostId
}

/** The columns by their names in the database, as jsonb_populate_record reads them. */
export function toRequest(columns: object): Record<string, postgres.JSONValue> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value,
    ]),
  )
}

/** The mail address of a host's account. */
export async function getHostAddress(
  { sql }: Pick<Database, 'sql'>,
  hostId: string,
): Promise<string> {
  const [user] = await attempt(
    () => sql<{ email: string }[]>`select email from users where id = ${hostId}`,
  )
  if (user === undefined) throw new Error('a host without an account')
  return user.email
}

/** Upcoming ones ascending by start, past and cancelled ones descending, the archived among them. */
export async function listBookingRecords(
  { sql }: Pick<Database, 'sql'>,
  page: BookingPage,
): Promise<BookingRecord[]> {
  const live = selectPage(sql, 'bookings', page)
  if (page.show === 'upcoming') return await attempt(() => sql<BookingRecord[]>`${live}`)
  const archived = selectPage(sql, 'archive.bookings', page)
  return await attempt(
    () => sql<BookingRecord[]>`
    (${live}) union all (${archived})
    order by "startTime" desc, id desc
    limit ${page.limit}`,
  )
}

function selectPage(sql: postgres.Sql, table: BookingsTable, page: BookingPage) {
  const ascending = page.show === 'upcoming'
  return sql`
    ${selectRecords(sql, table)}
    where b.host_id = ${page.hostId} and ${isShown(sql, page)}
      and ${isAfter(sql, page.after, ascending)} and ${isFound(sql, page.search)}
    order by ${ascending ? sql`b.start_time, b.id` : sql`b.start_time desc, b.id desc`}
    limit ${page.limit}`
}

function isShown(sql: postgres.Sql, { show, now }: BookingPage) {
  switch (show) {
    case 'upcoming':
      // No booking is longer than a day: the second condition spares the partitions of the past.
      return sql`b.status = 'confirmed' and b.end_time > ${now}
        and b.start_time > ${now}::timestamptz - interval '1 day'`
    case 'past':
      return sql`b.status = 'confirmed' and b.end_time <= ${now} and b.start_time < ${now}`
    case 'cancelled':
      return sql`b.status = 'cancelled'`
  }
}

function isAfter(sql: postgres.Sql, after: BookingPage['after'], ascending: boolean) {
  if (after === null) return sql`true`
  const { startTime, id } = after
  return ascending
    ? sql`(b.start_time, b.id) > (${startTime}::timestamptz, ${id}::uuid)`
    : sql`(b.start_time, b.id) < (${startTime}::timestamptz, ${id}::uuid)`
}

function isFound(sql: postgres.Sql, search: string) {
  if (search === '') return sql`true`
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(b.invitee_name ilike ${pattern} or b.invitee_email ilike ${pattern}
    or b.meeting_type_name ilike ${pattern})`
}
