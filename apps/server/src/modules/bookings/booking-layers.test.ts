import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import {
  createTestHost,
  createTestMeetingType,
  type TestHost,
} from '../../db/scheduling.test-kit.ts'
import {
  asInvitee,
  bookingRequest,
  openTestBookings,
  settle,
  type TestBookings,
} from './bookings.test-kit.ts'

// Hundreds of requests at once take their time on a busy machine.
vi.setConfig({ testTimeout: 20_000 })

// Every layer against a race, with the layers around it taken away.

const nine = '2027-03-01T09:00:00Z'
let world: TestBookings
let host: TestHost
let meetingTypeId: string

beforeAll(async () => {
  world = await openTestBookings()
})

beforeEach(async () => {
  host = await createTestHost(world.database)
  meetingTypeId = await createTestMeetingType(world.database, host.hostId)
})

afterAll(() => world.close())

/** Gives a stored function another body for one test. */
async function replaced(signature: string, body: string, work: () => Promise<void>): Promise<void> {
  const { sql } = world.database
  const [original] = await sql`
    select pg_get_functiondef(${signature}::regprocedure) as definition`
  const [head = ''] = original?.definition.split('AS $function$') ?? []
  await sql.unsafe(`${head} AS $function$ ${body} $function$`)
  try {
    await work()
  } finally {
    await sql.unsafe(original?.definition)
  }
}

const countBookings = async () => {
  const [row] = await world.database.sql`
    select count(*)::int as count from bookings where meeting_type_id = ${meetingTypeId}`
  return row?.count
}

const insertClaim = (minutes: number) =>
  world.database.sql`
    insert into claims (booking_id, host_id, during)
    select ${randomUUID()}, ${host.hostId}, tstzrange(t, t + interval '30 minutes')
    from (select ${nine}::timestamptz + ${minutes} * interval '1 minute' as t) at`

test('the constraint: claims that overlap are refused without any check before them', async () => {
  const results = await Promise.allSettled([0, 5, 10, 15, 20, 25].map(insertClaim))

  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  for (const result of results) {
    // Which of the two is luck: inserts that see each other wait for each other.
    if (result.status === 'rejected') expect(['23P01', '40P01']).toContain(result.reason.code)
  }
})

test('the constraint: what touches does not overlap', async () => {
  await insertClaim(0)
  await insertClaim(30)
  await insertClaim(-30)
  await expect(insertClaim(29)).rejects.toMatchObject({ constraint_name: 'claims_no_overlap' })
})

test.each([
  ['empty', "tstzrange('2027-03-01 09:00Z', '2027-03-01 09:00Z')"],
  ['without an end', "tstzrange('2027-03-01 09:00Z', null)"],
  ['until infinity', "tstzrange('2027-03-01 09:00Z', 'infinity')"],
  ['longer than a day', "tstzrange('2027-03-01 09:00Z', '2027-03-02 09:01Z')"],
  ['closed at its end', "tstzrange('2027-03-01 09:00Z', '2027-03-01 10:00Z', '[]')"],
])('the constraint: a claim %s does not exist', async (_, during) => {
  const insert = world.database.sql.unsafe(
    `insert into claims (booking_id, host_id, during)
     values ('${randomUUID()}', '${host.hostId}', ${during})`,
  )
  await expect(insert).rejects.toMatchObject({ constraint_name: 'claims_during_is_a_stretch' })
})

/** Calls the function as a use case would that saw nothing against the request. */
async function callCreate(
  key: string,
  startTime = nine,
  held: string | null = null,
): Promise<string> {
  const { sql } = world.database
  const request = {
    id: randomUUID(),
    host_id: host.hostId,
    meeting_type_id: meetingTypeId,
    start_time: startTime,
    end_time: new Date(Date.parse(startTime) + 1_800_000).toISOString(),
    invitee_name: 'Ada',
    invitee_email: 'ada@example.com',
    invitee_time_zone: 'UTC',
    notes: '',
    meeting_type_name: 'Intro',
    duration_minutes: 30,
    location: {},
    buffer_before_minutes: 0,
    buffer_after_minutes: 0,
    manage_token_hash: '\\x00',
  }
  const [answer] = await sql`
    select outcome from create_booking(${sql.json(request)}, ${meetingTypeId}, ${key}, '', null,
      '2027-03-01T00:00:00Z', '2027-03-02T00:00:00Z', ${held})`
  return answer?.outcome
}

test('the constraint behind the function: no verdict, no key and no lock come before it', async () => {
  const outcomes = await Promise.all(Array.from({ length: 200 }, () => callCreate(randomUUID())))

  expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome === 'slot_taken')).toHaveLength(199)
  const claims = await world.database.sql`
    select during from claims where host_id = ${host.hostId}`
  expect(claims).toHaveLength(1)
})

test.each([
  ['inactive', { active: false }],
  ['inactive', { active: false, deleted_at: new Date('2027-01-01') }],
  ['day_full', { max_bookings_per_day: 1 }],
  ['slot_taken', {}],
])(
  'what changed after the verdict is still refused as %s, and leaves no key',
  async (outcome, change) => {
    const { sql } = world.database
    await callCreate('first')
    await sql`
    update meeting_types set ${sql({ name: 'Changed', ...change })} where id = ${meetingTypeId}`

    expect(await callCreate('second', outcome === 'day_full' ? '2027-03-01T10:00:00Z' : nine)).toBe(
      outcome,
    )
    const keys = await sql`select key from idempotency_keys where scope = ${meetingTypeId}`
    expect(keys).toEqual([{ key: 'first' }])
    expect(await countBookings()).toBe(1)
  },
)

test.each([
  ['1 minute', 'slot_taken'],
  ['-1 second', 'created'],
])('a hold that came after the verdict and lapses in %s: %s', async (expiresIn, outcome) => {
  await world.database.sql`
    insert into claims (booking_id, host_id, during, expires_at)
    values (${randomUUID()}, ${host.hostId}, tstzrange(${nine}, '2027-03-01T09:30:00Z'),
      now() + ${expiresIn}::interval)`
  expect(await callCreate('a key')).toBe(outcome)
})

test('a hold whose booking is refused by the constraint stays as it was', async () => {
  const { sql } = world.database
  const held = randomUUID()
  // Shorter than the meeting has become, and next to it somebody else's time.
  await sql`
    insert into claims (booking_id, host_id, during, expires_at) values
      (${held}, ${host.hostId}, tstzrange(${nine}, '2027-03-01T09:15:00Z'), now() + interval '1 minute'),
      (${randomUUID()}, ${host.hostId}, tstzrange('2027-03-01T09:15:00Z', '2027-03-01T10:00:00Z'), null)`
  const before = await sql`select * from claims where host_id = ${host.hostId} order by during`
  expect(await callCreate('a key', nine, held)).toBe('slot_taken')
  expect(await sql`select * from claims where host_id = ${host.hostId} order by during`).toEqual(
    before,
  )

  await sql`delete from claims where host_id = ${host.hostId} and expires_at is null`
  expect(await callCreate('a key', nine, held)).toBe('created')
})

test('the key: twins get one booking although every claim is granted', async () => {
  await replaced('claim_time(bookings)', 'BEGIN RETURN true; END', async () => {
    const request = bookingRequest(meetingTypeId, nine)
    const twins = Array.from({ length: 20 }, () => world.bookings.create(request, null))
    const { answers } = await settle(twins)
    expect(answers).toHaveLength(20)
  })
  expect(await countBookings()).toBe(1)
})

test('the key: it does not hold against other guests', async () => {
  await replaced('claim_time(bookings)', 'BEGIN RETURN true; END', async () => {
    const inputs = await Promise.all(['one key', 'another'].map((key) => callCreate(key)))
    expect(inputs).toEqual(['created', 'created'])
  })
})

test('the lock: without it a daily limit is counted before others are', async () => {
  await world.database.sql`
    update meeting_types set max_bookings_per_day = 1 where id = ${meetingTypeId}`
  const count = `BEGIN RETURN 1 <= (SELECT count(*) FROM bookings o
    WHERE o.meeting_type_id = b.meeting_type_id AND o.status = 'confirmed'); END`
  // Time for the others to count.
  const claim = 'BEGIN PERFORM pg_sleep(0.3); RETURN true; END'
  const day = 'is_day_full(bookings, timestamptz, timestamptz)'
  await replaced(day, count, () =>
    replaced('claim_time(bookings)', claim, async () => {
      await Promise.all([1, 2, 3, 4].map((n) => callCreate(`key ${n}`)))
    }),
  )
  expect(await countBookings()).toBe(4)
})

test('the lock: a daily limit holds although every claim is granted', async () => {
  await world.database.sql`
    update meeting_types set max_bookings_per_day = 3 where id = ${meetingTypeId}`
  await replaced('claim_time(bookings)', 'BEGIN RETURN true; END', async () => {
    const guests = Array.from({ length: 40 }, (_, n) => `guest-${n}@example.com`)
    const requests = guests.map((inviteeEmail) =>
      world.bookings.create(bookingRequest(meetingTypeId, nine, { inviteeEmail }), null),
    )
    const { refusals } = await settle(requests)
    expect(refusals).toEqual({ MAX_BOOKINGS_REACHED: 37 })
  })
  expect(await countBookings()).toBe(3)
})

test('the version: of moves without lock or claim, one is stored', async () => {
  const { id } = await world.bookings.create(bookingRequest(meetingTypeId, nine), null)
  const moves = Array.from({ length: 20 }, (_, n) => `2027-0${3 + (n % 2)}-${10 + n}T09:00:00Z`)
  const results = await Promise.allSettled(
    moves.map(
      (startTime) => world.database.sql`
        select store_moved_booking(
          jsonb_populate_record(b, jsonb_build_object('start_time', ${startTime}::text, 'version', 1,
            'end_time', ${startTime}::timestamptz + interval '30 minutes')), b, 'host')
        from jsonb_populate_record(null::bookings, (
          select answer from idempotency_keys where booking_id = ${id})) b`,
    ),
  )

  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason.code).toBe('40001')
  }
  const versions = await world.database.sql`select version from bookings where id = ${id}`
  expect(versions).toEqual([{ version: 1 }])
})

test('the version: a booking that moved away and came back is not the one that was known', async () => {
  const { sql } = world.database
  const booking = await world.bookings.create(bookingRequest(meetingTypeId, nine), 'a key')
  const { id } = booking
  for (const startTime of ['2027-03-01T12:00:00Z', nine]) {
    await world.bookings.reschedule(asInvitee(booking), { id, startTime }, null)
  }
  const request = { id, host_id: host.hostId, start_time: '2027-03-01T15:00:00Z' }
  const [answer] = await sql`
    select outcome from reschedule_booking(${sql.json(request)}, ${nine}, 0, 'host', null, null, null,
      '2027-03-01T00:00:00Z', '2027-03-02T00:00:00Z')`
  expect(answer?.outcome).toBe('changed')

  const store = sql`
    select store_moved_booking(b, b, 'host') from jsonb_populate_record(null::bookings, (
      select answer from idempotency_keys where booking_id = ${id})) b`
  await expect(store).rejects.toMatchObject({ code: '40001' })
})

test('the functions refuse to run where a check after a lock sees an old snapshot', async () => {
  for (const isolation of ['repeatable read', 'serializable']) {
    const cancel = world.database.sql.begin(
      `isolation level ${isolation}`,
      (tx) => tx`select cancel_booking(${randomUUID()}, ${host.hostId}, 'host', '')`,
    )
    await expect(cancel).rejects.toMatchObject({ code: '25000' })
  }
})
