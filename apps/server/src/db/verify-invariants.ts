import type { Database } from './client.ts'

type Check = {
  rule: string
  /** Answers the ids of what breaks the rule. */
  find(sql: Database['sql']): Promise<{ id: string }[]>
}

const checks: Check[] = [
  {
    rule: 'no two claims of a host overlap',
    find: (sql) => sql`
      select a.booking_id as id
      from claims a
      join claims b on b.host_id = a.host_id and b.booking_id <> a.booking_id
        and b.during && a.during`,
  },
  {
    rule: 'a confirmed booking that is not over claims exactly its time, buffers included',
    find: (sql) => sql`
      select b.id
      from bookings b
      left join claims c on c.booking_id = b.id and c.host_id = b.host_id
        and c.during = host_time_of(b) and c.expires_at is null
      where b.status = 'confirmed' and b.end_time > now() and c.booking_id is null`,
  },
  {
    rule: 'a claim is a hold or the time of one confirmed booking',
    find: (sql) => sql`
      select c.booking_id as id
      from claims c
      left join bookings b on b.id = c.booking_id and b.status = 'confirmed'
      where c.expires_at is null
      group by c.booking_id, c.host_id
      having count(b.id) <> 1`,
  },
  {
    rule: 'a booking exists once',
    find: (sql) => sql`select id from bookings group by id having count(*) > 1`,
  },
  {
    rule: 'a booking has the history of each of its versions',
    find: (sql) => sql`
      select b.id
      from bookings b
      left join booking_history h on h.booking_id = b.id
      group by b.id, b.start_time, b.version
      having count(h.version) <> b.version + 1 or max(h.version) <> b.version`,
  },
  {
    rule: 'a stored key has its answer',
    find: (sql) => sql`
      select key as id from idempotency_keys where answer is null or booking_id is null`,
  },
]

/** Every broken promise of the tables of bookings, as sentences; none when all is well. */
export async function verifyInvariants({ sql }: Pick<Database, 'sql'>): Promise<string[]> {
  const findings = await Promise.all(
    checks.map(async ({ rule, find }) =>
      (await find(sql)).map(({ id }) => `${rule}: not so ${id}`),
    ),
  )
  return findings.flat()
}
