import { bookingChecks } from '../../apps/server/src/db/booking-checks.ts'
import { upkeepChecks } from '../../apps/server/src/db/upkeep-checks.ts'
import { verifyBookings } from '../../apps/server/src/db/verify-bookings.ts'
import { cleanExpired } from '../../apps/server/src/modules/lifecycle/clean-expired.ts'
import {
  archiveBookings,
  restoreBookings,
} from '../../apps/server/src/modules/lifecycle/lifecycle.module.ts'
import type { BenchDatabase } from '../database/open-bench-database.ts'
import type { Times } from './measure-reads.ts'

/** What the server and its operator do to everything; the archive takes the old months away. */
export async function measureUpkeep({ sql }: Pick<BenchDatabase, 'sql'>): Promise<Times> {
  const times: Times = new Map()
  const time = async (title: string, work: () => Promise<unknown>) => {
    const start = performance.now()
    await work()
    times.set(title, performance.now() - start)
  }
  for (const check of [...bookingChecks, ...upkeepChecks]) {
    await time(`verify: ${check.rule}`, async () => {
      const [verdict] = await verifyBookings(sql, { checks: [check] })
      if (verdict?.outcome !== 'holds') throw new Error(`${verdict?.outcome}: ${check.rule}`)
    })
  }
  await time('cleanup that finds nothing', () => cleanExpired({ database: { sql } }))
  await time('archive, all months that are ripe', () => archiveBookings({ database: { sql } }))
  const host = { username: 'host-7', fromDate: '2000-01-01' }
  await time('restore of one host', () => restoreBookings({ database: { sql } }, host))
  return times
}
