import { connectDatabase } from '../../apps/server/src/db/client.ts'
import type { BenchDatabase } from '../database/open-bench-database.ts'
import { type Attempts, attemptAt } from './attempts.ts'
import { bookByDriver } from './book-by-driver.ts'
import { bookByHttp } from './book-by-http.ts'
import { bookByPgbench } from './book-by-pgbench.ts'
import { findPgbench } from './find-pgbench.ts'
import { type Run, runAtRate, runClosedLoop } from './measure.ts'
import { serveBenchDatabase } from './serve-bench-database.ts'
import { writePgbenchScript } from './write-pgbench-script.ts'

/** A way to book. */
export type Contestant = {
  title: string
  /** Books for so many seconds, and answers the next number that was not tried. */
  run(attempts: Attempts, load: Load): Promise<Run & { nextNumber: number }>
}

export type Load = { clients: number; seconds: number; perSecond?: number }

export type Contestants = {
  pgbench: Contestant
  driver: Contestant
  http: Contestant
  close(): Promise<void>
}

/** Starts what they need, all of them on one database. */
export async function openContestants(
  database: BenchDatabase,
  directory: string,
): Promise<Contestants> {
  const program = await findPgbench()
  await database.sql`create sequence bench_numbers minvalue 0`
  const server = await serveBenchDatabase(database, directory)
  // The pool of the product.
  const connected = connectDatabase(database.url)
  return {
    pgbench: {
      title: 'the same SQL, pgbench',
      run: (attempts, load) => runPgbench(database, attempts, { ...load, program, directory }),
    },
    driver: {
      title: 'insertBooking, driver',
      run: (attempts, load) =>
        runHere(attempts, load, (attempt) => bookByDriver(connected, attempt)),
    },
    http: {
      title: 'POST /api/bookings',
      run: (attempts, load) =>
        runHere(attempts, load, (attempt) => bookByHttp(server.url, attempt)),
    },
    close: async () => {
      await connected.close()
      await server.stop()
    },
  }
}

async function runHere(
  attempts: Attempts,
  { clients, seconds, perSecond }: Load,
  book: (attempt: ReturnType<typeof attemptAt>) => Promise<boolean>,
): Promise<Run & { nextNumber: number }> {
  let nextNumber = attempts.firstNumber
  const attempt = () => book(attemptAt(attempts, nextNumber++))
  const run =
    perSecond === undefined
      ? await runClosedLoop({ clients, seconds }, attempt)
      : await runAtRate({ perSecond, seconds }, attempt)
  return { ...run, nextNumber }
}

async function runPgbench(
  database: BenchDatabase,
  attempts: Attempts,
  options: Load & { program: string; directory: string },
): Promise<Run & { nextNumber: number }> {
  const { sql, url } = database
  const script = await writePgbenchScript(database, attempts)
  await sql.unsafe(`alter sequence bench_numbers restart with ${attempts.firstNumber + 1}`)
  const before = await countEvents(sql)
  const run = await bookByPgbench({ ...options, databaseUrl: url, script })
  const committed = (await countEvents(sql)) - before
  const [last] = await sql<
    { number: number }[]
  >`select last_value::int as number from bench_numbers`
  return { ...run, committed, nextNumber: (last?.number ?? 0) + 1 }
}

/** One for each booking, as long as the outbox is not carried off. */
export async function countEvents(sql: BenchDatabase['sql']): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from outbox`
  return row?.count ?? 0
}
