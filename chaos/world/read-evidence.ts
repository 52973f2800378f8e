import {
  type Aftermath,
  type BookingRow,
  type Change,
  type Evidence,
  type HandledMessage,
  REMINDER,
  type ReceivedMail,
} from '../checker/evidence.ts'
import type { Offers } from './make-hosts.ts'
import type { World } from './open-world.ts'
import { runProductCommand } from './run-command.ts'

type Observed = Pick<Evidence, 'attempts' | 'disturbances' | 'judgedUntil'>

/** Everything that a run has left: in the clients' history, the database, the mail server, the broker. */
export async function readEvidence(
  world: World,
  offers: Offers,
  { attempts, disturbances, judgedUntil }: Observed,
): Promise<Evidence> {
  const { mail, startedAt } = world
  return {
    attempts,
    ...offers,
    rows: await readRows(world),
    changes: await readChanges(world),
    handled: await readHandled(world),
    mails: mail.received.map((received): ReceivedMail => ({ ...received })),
    disturbances,
    judgedUntil,
    aftermath: await readAftermath(world),
    startedAt,
  }
}

async function readRows({ sql }: World): Promise<BookingRow[]> {
  return await sql<BookingRow[]>`
    select id, host_id as "hostId", meeting_type_id as "meetingTypeId", status,
      (extract(epoch from start_time) * 1000)::float8 as "startTime",
      (extract(epoch from end_time) * 1000)::float8 as "endTime",
      version, invitee_name as "inviteeName", invitee_email as "inviteeEmail"
    from bookings`
}

async function readChanges({ sql }: World): Promise<Change[]> {
  return await sql<Change[]>`
    select h.booking_id as "bookingId", h.version, h.action,
      (extract(epoch from (h.details->>'previousStartTime')::timestamptz) * 1000)::float8
        as "previousStartTime",
      (extract(epoch from h.at) * 1000)::float8 as at,
      (extract(epoch from left_at) * 1000)::float8 as "handledAt"
    from booking_history h
    left join (
      select booking_id, version, max(at) as left_at from chaos.departures
      where rule is null group by booking_id, version
    ) gone on gone.booking_id = h.booking_id and gone.version = h.version`
}

async function readHandled({ sql }: World): Promise<HandledMessage[]> {
  return await sql<HandledMessage[]>`
    select json_build_object(
        'from', (extract(epoch from a.began) * 1000)::float8,
        'at', (extract(epoch from a.at) * 1000)::float8) as look,
      d.booking_id as "bookingId", d.version, coalesce(w.name, ${REMINDER}) as rule,
      coalesce(w.offset_minutes, split_part(d.rule, ':', 2)::integer) as "offsetMinutes",
      (extract(epoch from d.at) * 1000)::float8 as at
    from chaos.departures d
    join chaos.arrivals a using (booking_id, version, rule)
    left join workflows w on d.rule = 'workflow:' || w.id
    where w.id is not null or d.rule like 'reminder:%'`
}

async function readAftermath(world: World): Promise<Aftermath> {
  const { sql, servers, worker } = world
  const unknown: string[] = []
  const ask = (args: string[]) =>
    runProductCommand(world, args).catch((error: unknown) => {
      unknown.push(String(error))
      return undefined
    })
  const [row] = await sql<Counts[]>`
    select (select count(*) from outbox where dead_at is null)::int as "outboxRows",
      (select count(*) from outbox where dead_at is not null)::int as "deadEvents",
      (select count(*) from inbox)::int as "inboxRows"`
  const verdicts = listOf(await ask(['db', 'verify-bookings', '--grace', '0']), 'verdicts')
  const broker = fieldOf(await ask(['queue', 'status']), 'broker')
  const deadLetters = fieldOf(broker, 'deadLetters')
  if (typeof deadLetters !== 'number') unknown.push('the dead letters of the broker')
  if (verdicts.length === 0) unknown.push('verify-bookings')
  return {
    outboxRows: row?.outboxRows ?? -1,
    deadEvents: row?.deadEvents ?? -1,
    inboxRows: row?.inboxRows ?? -1,
    deadLetters: typeof deadLetters === 'number' ? deadLetters : 0,
    brokenRules: verdicts.flatMap(describeBroken),
    deaths: [...servers, worker].flatMap(({ deaths }) => deaths),
    unknown,
  }
}

type Counts = Pick<Aftermath, 'outboxRows' | 'deadEvents' | 'inboxRows'>

function describeBroken(verdict: unknown): string[] {
  const outcome = fieldOf(verdict, 'outcome')
  if (outcome === 'holds') return []
  const ids = listOf(verdict, 'ids').slice(0, 5).join(', ')
  return [`${String(fieldOf(verdict, 'rule'))}: ${String(outcome)} ${ids}`]
}

function listOf(value: unknown, name: string): unknown[] {
  const list = fieldOf(value, name)
  return Array.isArray(list) ? list : []
}

function fieldOf(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object'
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined
}
