import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))

// Any number, as long as every release uses the same one.
const lockKey = 7_362_033

/**
 * Brings the database to this release and makes the bookings partitions of the coming months.
 * Several servers may start at once: they take turns, and only the first finds something to do.
 */
export async function migrate(url: string): Promise<void> {
  // One connection, so that the lock and the migrations are of the same session.
  const sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    connect_timeout: 10,
  })
  try {
    await sql`select pg_advisory_lock(${lockKey})`
    await applyMigrations(drizzle(sql), { migrationsFolder })
    await sql`select ensure_booking_partitions(now() - interval '1 month', now() + interval '18 months')`
  } finally {
    await sql.end({ timeout: 5 })
  }
}
