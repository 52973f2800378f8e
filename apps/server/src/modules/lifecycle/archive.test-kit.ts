import type postgres from 'postgres'

/** Bookings at noon of the first days of a month that began so many months ago, one of them cancelled. */
export async function insertPastBookings(
  sql: postgres.Sql,
  {
    monthsAgo,
    count = 3,
    hostId,
    meetingTypeId,
  }: { monthsAgo: number; count?: number; hostId: string; meetingTypeId: string },
): Promise<void> {
  await sql`
    select ensure_booking_partitions(month, month)
    from (select now() - make_interval(months => ${monthsAgo}) as month) months`
  await sql`
    with made as (
      insert into bookings (id, host_id, meeting_type_id, status, start_time, end_time, version,
        invitee_name, invitee_email, invitee_time_zone, notes, meeting_type_name, duration_minutes,
        location, buffer_before_minutes, buffer_after_minutes, manage_token_hash, cancelled_by,
        cancellation_reason, created_at)
      select gen_random_uuid(), ${hostId}, ${meetingTypeId},
        case n when 1 then 'cancelled' else 'confirmed' end, at, at + interval '30 minutes',
        case n when 1 then 1 else 0 end, 'Ada', 'ada@example.com', 'UTC', '', 'Intro', 30,
        '{"kind": "phone", "phoneNumber": "+1 555 0100"}', 0, 0, '', case n when 1 then 'host' end,
        case n when 1 then '' end, at - interval '1 day'
      from generate_series(1, ${count}) n,
        lateral (select date_trunc('month', now() - make_interval(months => ${monthsAgo}), 'UTC')
          + make_interval(days => (n - 1) / 40, mins => 30 * ((n - 1) % 40)) as at) starts
      returning id, status
    )
    insert into booking_history (booking_id, version, action, actor, details)
    select id, 0, 'created', 'invitee', '{}'::jsonb from made
    union all select id, 1, 'cancelled', 'host', '{}'::jsonb from made where status = 'cancelled'`
}
