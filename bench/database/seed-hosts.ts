import type { BenchDatabase } from './open-bench-database.ts'
import { hostIdSql, meetingTypeIdSql } from './seeded-ids.ts'

export const TIME_ZONE = 'America/New_York'
/** A call, the buffer after it, and then the next one. */
export const DURATION_MINUTES = 5
export const BUFFER_MINUTES = 5
export const STEP_MINUTES = DURATION_MINUTES + BUFFER_MINUTES

/**
 * Makes hosts 0 to `count` - 1 who live in New York, are open at every hour and offer one meeting type:
 * a call of five minutes with a buffer of five after it.
 */
export async function seedHosts({ sql }: BenchDatabase, count: number): Promise<void> {
  const hours = JSON.stringify([{ start: '00:00', end: '24:00' }])
  const id = hostIdSql('n')
  const numbers = `generate_series(0, ${count - 1}) n`
  await sql.unsafe(`
    insert into users (id, name, email)
    select ${id}, 'Host ' || n, 'host-' || n || '@example.com' from ${numbers};
    insert into hosts (id, username, display_name, time_zone, time_format, week_start, onboarded)
    select ${id}, 'host-' || n, 'Host ' || n, '${TIME_ZONE}', '24h', 'monday', true from ${numbers};
    insert into schedules (id, host_id, name, time_zone, weekly_hours, date_overrides, is_default)
    select ${id}, ${id}, 'Working hours', '${TIME_ZONE}', (
      select jsonb_object_agg(day, '${hours}'::jsonb) from unnest(array['monday', 'tuesday',
        'wednesday', 'thursday', 'friday', 'saturday', 'sunday']) day
    ), '[]', true from ${numbers};
    insert into meeting_types (id, host_id, name, slug, description, duration_minutes, step_minutes,
      buffer_before_minutes, buffer_after_minutes, minimum_notice_minutes, booking_window,
      max_bookings_per_day, location, color, active, secret, reminder_minutes)
    select ${meetingTypeIdSql('n')}, ${id}, 'A short call', 'call', '', ${DURATION_MINUTES},
      ${STEP_MINUTES}, 0, ${BUFFER_MINUTES}, 0, '{"kind": "open"}', null,
      '{"kind": "phone", "phoneNumber": "+1 555 0100"}', '#2563eb', true, false, '{}'
    from ${numbers}`)
}
