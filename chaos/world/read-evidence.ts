import type { Aftermath, BookingRow, Change, Evidence, ReceivedMail } from '../checker/evidence.ts'
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
    select booking_id as "bookingId", version, action,
      (extract(epoch from (details->>'previousStartTime')::timestamptz) * 1000)::float8
        as "previousStartTime"
    from booking_history`
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
