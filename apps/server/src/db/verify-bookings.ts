import type postgres from 'postgres'
import { bookingChecks } from './booking-checks.ts'
import { isTimeout } from './database-errors.ts'
import type { CheckOptions, IntegrityCheck } from './integrity-check.ts'
import { messageChecks } from './message-checks.ts'
import { upkeepChecks } from './upkeep-checks.ts'

export type Verdict = {
  rule: string
  /** `unfinished`: it took too long, so nobody knows. */
  outcome: 'holds' | 'broken' | 'unfinished'
  /** What breaks it: a hundred at most. */
  ids: string[]
  /** There are others. */
  more: boolean
}

type VerifyOptions = {
  checks?: IntegrityCheck[]
  /** Of each check. */
  timeoutSeconds?: number
  graceSeconds?: number
  /** Is told of each rule before it is checked. */
  onProgress?: (line: string) => void
}

const MOST_IDS = 100
// Enough to hold a million bookings against their histories without files.
const WORK_MEMORY = '64MB'

/**
 * Holds the database against every rule, in one snapshot. It only reads, locks nothing that a booking
 * needs, and each rule has a deadline: it may run beside a busy server at any time.
 */
export async function verifyBookings(
  sql: postgres.Sql,
  {
    checks = [...bookingChecks, ...messageChecks, ...upkeepChecks],
    timeoutSeconds = 120,
    graceSeconds = 600,
    onProgress = () => {},
  }: VerifyOptions = {},
): Promise<Verdict[]> {
  return await sql.begin('isolation level repeatable read read only', async (transaction) => {
    await transaction`
      select set_config('statement_timeout', ${`${timeoutSeconds}s`}, true),
        set_config('work_mem', ${WORK_MEMORY}, true)`
    const verdicts: Verdict[] = []
    for (const [index, check] of checks.entries()) {
      onProgress(`rule ${index + 1} of ${checks.length}: ${check.rule}`)
      verdicts.push(await judge(transaction, check, { graceSeconds }))
    }
    return verdicts
  })
}

async function judge(
  transaction: postgres.TransactionSql,
  { rule, find }: IntegrityCheck,
  options: CheckOptions,
): Promise<Verdict> {
  try {
    const rows = await transaction.savepoint((sql) => findSome(sql, find(sql, options)))
    const ids = rows.slice(0, MOST_IDS).map(({ id }) => id)
    const outcome = rows.length === 0 ? 'holds' : 'broken'
    return { rule, outcome, ids, more: rows.length > MOST_IDS }
  } catch (error) {
    if (!isTimeout(error)) throw error
    return { rule, outcome: 'unfinished', ids: [], more: false }
  }
}

/**
 * What is broken is rare, and a plan that hopes to meet it soon reads a million bookings one by one, in
 * the order of an index. Behind `materialized` the plan is made for all of them; the limit comes after.
 */
async function findSome(
  sql: postgres.TransactionSql,
  query: postgres.PendingQuery<postgres.Row[]>,
): Promise<{ id: string }[]> {
  return await sql<{ id: string }[]>`
    with found as materialized (${query}) select id from found limit ${MOST_IDS + 1}`
}
