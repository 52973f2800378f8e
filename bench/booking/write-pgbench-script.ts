import { connectDatabase } from '../../apps/server/src/db/client.ts'
import type { BenchDatabase } from '../database/open-bench-database.ts'
import { BUFFER_MINUTES, DURATION_MINUTES } from '../database/seed-hosts.ts'
import { hostIdSql, meetingTypeIdSql } from '../database/seeded-ids.ts'
import { type Attempts, attemptAt, attemptSql } from './attempts.ts'
import { bookByDriver, shown } from './book-by-driver.ts'

const CALL = 'create_booking('
// Its first argument goes through this function, with the request's id before it.
const WRAPPER = 'note_request('

/**
 * The statement that the driver prepared for the product's write, word for word, with its parameters
 * replaced by SQL that makes those of the next attempt. Books the first attempt to get hold of it.
 */
export async function writePgbenchScript(
  database: BenchDatabase,
  attempts: Attempts,
): Promise<string> {
  const statement = await captureStatement(database.url, attempts)
  if (!statement.includes(`${CALL}${WRAPPER}$1, $2`)) {
    throw new Error(`the call is made otherwise: ${statement}`)
  }
  const names = ['request_id', ...(await listArguments(database))]
  const filled = statement.replace(/\$(\d+)/g, (_, position) => {
    // What this benchmark does not know of, a booking can do without.
    return argumentSql[names[position - 1] ?? ''] ?? 'null'
  })
  const attempt = attemptSql(attempts, "nextval('bench_numbers')")
  return `${filled.replace(CALL, `${attempt} attempt, ${CALL}`).replaceAll(/\s+/g, ' ')};\n`
}

async function captureStatement(url: string, attempts: Attempts): Promise<string> {
  const database = connectDatabase(url, { max: 1 })
  try {
    await bookByDriver(database, attemptAt(attempts, attempts.firstNumber))
    const [prepared] = await database.sql<{ statement: string }[]>`
      select statement from pg_prepared_statements where strpos(statement, ${CALL}) > 0`
    if (prepared === undefined) throw new Error(`the driver prepared no call of ${CALL})`)
    return prepared.statement
  } finally {
    await database.close()
  }
}

async function listArguments({ sql }: BenchDatabase): Promise<string[]> {
  const [found] = await sql<{ names: string[] }[]>`
    select proargnames as names from pg_proc where proname = 'create_booking'`
  return found?.names ?? []
}

// Text first, and read as jsonb then: the driver sends text as well.
const fields: [name: string, sql: string][] = [
  ['id', 'uuidv7()'],
  ['host_id', hostIdSql('host')],
  ['meeting_type_id', meetingTypeIdSql('host')],
  ['start_time', 'start'],
  ['end_time', `start + interval '${DURATION_MINUTES} minutes'`],
  ['invitee_name', "'Ada Lovelace'"],
  ['invitee_email', "'ada-' || number || '@example.com'"],
  ['invitee_time_zone', "'Europe/Paris'"],
  ['notes', "'I would like to talk about the plan.'"],
  ['meeting_type_name', "'A short call'"],
  ['duration_minutes', `${DURATION_MINUTES}`],
  ['buffer_before_minutes', '0'],
  ['buffer_after_minutes', `${BUFFER_MINUTES}`],
  ['manage_token_hash', "'\\\\x' || encode(sha256(number::text::bytea), 'hex')"],
]
const location = '"location": {"kind": "phone", "phoneNumber": "+1 555 0100"}'

const argumentSql: Partial<Record<string, string>> = {
  request_id: 'gen_random_uuid()::text',
  request: `concat('{', ${fields.map(([name, sql]) => `'"${name}": "', ${sql}, '", '`).join(', ')}, '${location}}')::jsonb`,
  key_scope: `'create-derived:' || ${meetingTypeIdSql('host')}`,
  key_value: "encode(sha256(concat(start, number)::bytea), 'hex')",
  request_fingerprint: 'sha256(concat(host, start, number)::bytea)',
  replay_for: "interval '10 minutes'",
  // A colon before a word would be a variable of pgbench.
  given_shown: `'${JSON.stringify(shown).replaceAll('":', '": ')}'::jsonb`,
  day_start: "date_trunc('day', start)",
  day_end: "date_trunc('day', start) + interval '1 day'",
}
