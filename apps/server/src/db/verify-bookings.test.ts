import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  asInvitee,
  bookingRequest,
  openTestBookings,
  type TestBookings,
} from '../modules/bookings/bookings.test-kit.ts'
import { listDeadEvents, reviveEvents } from '../outbox/queue.repository.ts'
import type { IntegrityCheck } from './integrity-check.ts'
import { createTestHost, createTestMeetingType } from './scheduling.test-kit.ts'
import { verifyBookings } from './verify-bookings.ts'

let kit: TestBookings
let bookingId: string

// What is over is judged by the database's own clock. In the month after the next, days are told by number.
const now = new Date()
const inMonth = (day: number, hour = 0) =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, day, hour)).toISOString()

beforeEach(async () => {
  kit = await openTestBookings()
  kit.clock.set(now.toISOString())
  const { hostId } = await createTestHost(kit.database)
  const meetingTypeId = await createTestMeetingType(kit.database, hostId)
  const book = (startTime: string) =>
    kit.bookings.create(bookingRequest(meetingTypeId, startTime), null)
  const moved = await book(inMonth(2, 9))
  const cancelled = await book(inMonth(2, 10))
  await kit.bookings.reschedule(
    asInvitee(moved),
    { id: moved.id, startTime: inMonth(3, 9), inviteeTimeZone: 'UTC' },
    null,
  )
  await kit.bookings.cancel(asInvitee(cancelled), { id: cancelled.id, reason: '' })
  // What a consumer of their events would do.
  await kit.database.sql`
    select schedule_messages(array(select id from bookings), '-infinity')`
  bookingId = moved.id
})

afterEach(() => kit.close())

const findBroken = async () =>
  (await verifyBookings(kit.database.sql, { graceSeconds: 0 }))
    .filter(({ outcome }) => outcome !== 'holds')
    .map(({ rule, ids }) => `${rule}: ${ids.length}`)

test('all is well after bookings were made, moved and cancelled', async () => {
  expect(await findBroken()).toEqual([])
})

const damages: [rule: string, damage: string][] = [
  [
    'no two claims of a host overlap',
    `alter table claims drop constraint claims_no_overlap;
    insert into claims select gen_random_uuid(), host_id, during, now() + '1 minute' from claims`,
  ],
  [
    'no two confirmed bookings of a host overlap',
    `insert into bookings select (jsonb_populate_record(b,
    jsonb_build_object('id', gen_random_uuid()))).* from bookings b`,
  ],
  ['a confirmed booking that is not over claims', 'delete from claims'],
  [
    'a confirmed booking that is not over claims',
    `update claims set during =
    tstzrange(lower(during), upper(during) + '5 minutes')`,
  ],
  [
    'a claim is a hold or the time of one',
    `update bookings set status = 'cancelled',
    cancelled_by = 'host', cancellation_reason = '' where status = 'confirmed'`,
  ],
  [
    'a claim is a hold or the time of one',
    `insert into claims select gen_random_uuid(), host_id,
    tstzrange(now(), now() + '1 hour'), now() + interval '1 minute' from claims`,
  ],
  [
    'a booking exists once',
    `create table archive.bookings_of_month partition of archive.bookings
    for values from ('${inMonth(1)}') to ('${inMonth(10)}');
    insert into archive.bookings select * from bookings`,
  ],
  ['a booking has the history of each', 'delete from booking_history where version = 0'],
  [
    'a booking has the history of each',
    `update booking_history set action = 'cancelled'
    where action = 'moved'`,
  ],
  [
    'history is the history of a booking',
    `insert into booking_history (booking_id, version, action,
    actor, details) values (gen_random_uuid(), 0, 'created', 'host', '{}')`,
  ],
  [
    'a stored key has its answer',
    `insert into idempotency_keys (scope, key, fingerprint)
    values ('create', 'x', '')`,
  ],
  [
    'a stored key has its answer',
    `insert into idempotency_keys (scope, key, fingerprint, answer,
    booking_id) values ('create', 'x', '', '{}', gen_random_uuid())`,
  ],
  ['each change of a booking has one event', `delete from outbox where kind = 'booking.cancelled'`],
  [
    'each change of a booking has one event',
    `insert into outbox (id, kind, subject, payload)
    select gen_random_uuid(), kind, subject, payload from outbox where kind = 'booking.cancelled'`,
  ],
  [
    'the coming three months have',
    `do $$ declare p regclass; begin for p in select inhrelid::regclass
    from pg_inherits where inhparent = 'bookings'::regclass loop
    execute 'alter table bookings detach partition ' || p; end loop; end $$`,
  ],
  [
    'no booking stays in the default',
    `insert into bookings_default select (jsonb_populate_record(b,
    jsonb_build_object('id', gen_random_uuid(), 'start_time', '2090-01-01T00:00:00Z',
    'end_time', '2090-01-01T01:00:00Z', 'updated_at', now() - interval '3 days'))).* from bookings b`,
  ],
  [
    'no lapsed hold is left over',
    `insert into claims select gen_random_uuid(), host_id,
    tstzrange(now(), now() + '1 hour'), now() - interval '2 days' from claims`,
  ],
  ['each message that is to come', 'delete from scheduled_messages; delete from outbox'],
  [
    'each message that is to come',
    `update scheduled_messages set version = version - 1; delete from outbox`,
  ],
  [
    'nothing is scheduled for a booking that is cancelled',
    `insert into scheduled_messages (booking_id, host_id, rule, version, due_at)
    select id, host_id, 'reminder:60', version, start_time from bookings where status = 'cancelled';
    delete from outbox`,
  ],
  [
    'nothing is scheduled for a booking that is cancelled',
    `update scheduled_messages set booking_id = gen_random_uuid()`,
  ],
  [
    'no scheduled message has been due',
    `update scheduled_messages set due_at = now() - interval '2 hours'`,
  ],
  ['each reminder that was released', 'update scheduled_messages set released_at = now()'],
  [
    'no event has been due for an hour',
    `update outbox set next_attempt_at = now() - interval '2 hours'`,
  ],
  ['no event waits for 30 hours', `update outbox set occurred_at = now() - interval '31 hours'`],
]

test.each(damages)('%s: broken, it is found (%#)', async (rule, damage) => {
  await kit.database.sql.unsafe(damage)
  expect((await findBroken()).filter((line) => line.startsWith(rule))).toHaveLength(1)
})

describe('messages', () => {
  test('what was released and sent, or waits in the outbox, is as it should be', async () => {
    await kit.database.sql`update scheduled_messages set released_at = now()`
    await kit.database.sql`
      insert into outbox (id, kind, subject, payload)
      select id, 'message.fell_due', id, '{}' from scheduled_messages`
    expect(await findBroken()).toEqual([])
  })

  test('a booking whose event waits, or was handled just now, is given time', async () => {
    await kit.database.sql`delete from scheduled_messages`
    expect(await findBroken()).toEqual([])
    await kit.database.sql`delete from outbox`
    const verdicts = await verifyBookings(kit.database.sql)
    expect(verdicts.filter(({ outcome }) => outcome !== 'holds')).toEqual([])
  })
})

test('an event that was given up has 30 hours from when it was brought back', async () => {
  const { sql } = kit.database
  await sql`update outbox set occurred_at = now() - interval '40 hours', dead_at = now()`
  const dead = await listDeadEvents(sql)
  await reviveEvents(
    sql,
    dead.map(({ id }) => id),
  )
  expect(await findBroken()).toEqual([])
  await sql`update outbox set revived_at = now() - interval '31 hours'`
  expect(await findBroken()).toEqual([expect.stringMatching(/^no event waits for 30 hours/)])
})

describe('mail', () => {
  test('what was sent needs no row in the outbox any more', async () => {
    await kit.database.sql`
      insert into sent_messages (id, event_id, booking_id, template, recipient, message_id, subject, state)
      select gen_random_uuid(), id, subject::uuid, kind || '.invitee', 'ada@example.com', '', '', 'accepted'
      from outbox`
    await kit.database.sql`delete from outbox`
    expect(await findBroken()).toEqual([])
  })

  test('what a consumer has taken and not noted yet is given time', async () => {
    await kit.database.sql`delete from outbox where subject = ${bookingId}`
    const verdicts = await verifyBookings(kit.database.sql)
    expect(verdicts.every(({ outcome }) => outcome === 'holds')).toBe(true)
    expect(await findBroken()).toHaveLength(1)
  })
})

test('it cannot write, and what takes too long is unknown, not well', async () => {
  const { sql } = kit.database
  const slow: IntegrityCheck = { rule: 'slow', find: (tx) => tx`select pg_sleep(30)::text as id` }
  const next: IntegrityCheck = { rule: 'next', find: (tx) => tx`select 'x' as id` }
  const verdicts = await verifyBookings(sql, { checks: [slow, next], timeoutSeconds: 1 })
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(['unfinished', 'broken'])

  const writes: IntegrityCheck = {
    rule: 'writes',
    find: (tx) => tx`delete from claims returning booking_id as id`,
  }
  await expect(verifyBookings(sql, { checks: [writes] })).rejects.toMatchObject({ code: '25006' })
})

test('many findings are counted as more', async () => {
  const { sql } = kit.database
  await sql`
    insert into booking_history (booking_id, version, action, actor, details)
    select gen_random_uuid(), 0, 'created', 'host', '{}' from generate_series(1, 150)`
  const found = (await verifyBookings(sql)).find(({ outcome }) => outcome === 'broken')
  expect([found?.ids.length, found?.more]).toEqual([100, true])
})
