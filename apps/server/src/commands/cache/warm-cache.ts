import { DomainError, type ErrorCode } from '@rendez/contract'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { createRedisStore } from '../../adapters/key-value-store/redis-store.ts'
import { readConfig } from '../../config.ts'
import { connectDatabase, type Database } from '../../db/client.ts'
import { createLogger } from '../../logger.ts'
import {
  type AvailabilityModule,
  createAvailabilityModule,
} from '../../modules/availability/availability.module.ts'
import { CommandError } from '../command-error.ts'
import { type OutputOptions, printProgress, printResult } from '../print-result.ts'
import { withDatabaseUrl } from '../with-database.ts'
import { requireRedisUrl, withStoreKeys } from './with-store-keys.ts'

type WarmOptions = OutputOptions & { months: number }
type MonthRange = { from: string; to: string }

const AT_ONCE = 4
const TELL_EVERY = 100
const DAY = 86_400_000
// Deleted or switched off a moment ago, a meeting type needs nothing.
const nothingToCompute: ErrorCode[] = ['NOT_FOUND', 'MEETING_TYPE_INACTIVE']

/**
 * Computes what the pages of all meeting types show of this month and the next ones, so that the first
 * visitor need not wait. Resolves to the exit code.
 *
 * @throws CommandError when the store or the database is away, or goes away meanwhile
 */
export async function warmCache(options: WarmOptions): Promise<number> {
  // Says what is wrong with the store, which the module itself does without.
  await withStoreKeys(async () => {})
  const lookups = { hit: 0, miss: 0, away: 0 }
  const types = await withDatabaseUrl(async (url) => {
    await using resources = new AsyncDisposableStack()
    const database = connectDatabase(url, { max: AT_ONCE })
    resources.defer(() => database.close())
    const store = await createRedisStore(requireRedisUrl(), createLogger('silent'))
    resources.defer(() => store.close())
    const module = createAvailabilityModule({
      database,
      clock: systemClock,
      cache: { store, isShared: true },
      // It reads the database itself, but servers will ask how new what it found was.
      hasReplica: readConfig().replicaUrl !== null,
      onLookup: (result) => {
        lookups[result] += 1
      },
    })
    resources.defer(() => module.close())
    return await warmAll(database, module.availability, options.months)
  })
  if (lookups.away > 0) throw new CommandError('the store went away: what is missing is computed')
  const result = { meetingTypes: types, computed: lookups.miss, there: lookups.hit }
  printResult(options, result, [
    `Meeting types: ${types}. Months: ${lookups.miss} computed, ${lookups.hit} were there.`,
  ])
  return 0
}

async function warmAll(
  { sql }: Pick<Database, 'sql'>,
  availability: Pick<AvailabilityModule['availability'], 'listSlots'>,
  months: number,
): Promise<number> {
  const types = await sql<{ id: string }[]>`
    select id from meeting_types where active and deleted_at is null order by id`
  const ranges = listMonths(systemClock.now(), months)
  const waiting = types.map(({ id }) => id)
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      for (const range of ranges) {
        const query = { meetingTypeId: id, ...range, timeZone: 'UTC' }
        await availability.listSlots(query).catch(settleRefusal)
      }
      const done = types.length - waiting.length
      if (done % TELL_EVERY === 0) printProgress(`${done} of ${types.length} meeting types`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return types.length
}

function settleRefusal(error: unknown): void {
  if (!(error instanceof DomainError)) throw error
  if (nothingToCompute.includes(error.code)) return
  throw error.code === 'SERVICE_UNAVAILABLE'
    ? new CommandError('the database does not answer in time: what is missing is not computed')
    : error
}

/** What booking pages ask for: a month of UTC with a day on either side, from this one on. */
export function listMonths(now: number, count: number): MonthRange[] {
  const today = new Date(now)
  const beginOf = (index: number) => Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + index)
  return Array.from({ length: count }, (_, index) => ({
    from: new Date(beginOf(index) - DAY).toISOString(),
    to: new Date(beginOf(index + 1) + DAY).toISOString(),
  }))
}
