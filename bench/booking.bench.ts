import { verifyBookings } from '../apps/server/src/db/verify-bookings.ts'
import { type Attempts, type Scene, scenes } from './booking/attempts.ts'
import { type Contestant, type Contestants, openContestants } from './booking/contestants.ts'
import { findPgbench } from './booking/find-pgbench.ts'
import { handOverMail, pauseQueue } from './booking/hand-over-mail.ts'
import { joinRuns, type Run } from './booking/measure.ts'
import { formatRow, header } from './booking/print-rows.ts'
import { help, type Options, readOptions } from './booking/read-options.ts'
import { type BenchDatabase, openBenchServer } from './database/open-bench-database.ts'
import { seedBookings } from './database/seed-bookings.ts'
import { seedHosts } from './database/seed-hosts.ts'
import { describeMachine } from './describe-machine.ts'

// How many bookings a second are committed, and how long each takes: by the product's own write, over
// HTTP, and by pgbench with the same SQL.

const HOSTS = 10_000
// One is used up by each run with one host.
const FRESH_HOSTS = 100
const REQUIRED = { perSecond: 50, p95: 500 }

type Bench = Options & {
  database: BenchDatabase
  contestants: Contestants
  epoch: Date
  nextHost: number
  nextNumber: number
}

async function benchBookings(options: Options): Promise<void> {
  // Before anything takes minutes.
  await findPgbench()
  const server = await openBenchServer()
  try {
    for (const [index, existing] of options.existing.entries()) {
      const database = await server.createDatabase(`bookings_${index}`)
      if (index === 0) console.log((await describeMachine(database)).join('\n'))
      const start = performance.now()
      await seedHosts(database, HOSTS + FRESH_HOSTS)
      await seedBookings(database, {
        hosts: Math.min(HOSTS, existing),
        bookings: existing,
        fromDay: -75,
        toDay: 105,
      })
      const seconds = (performance.now() - start) / 1_000
      console.log(
        `\n${existing.toLocaleString('en')} existing bookings (made in ${seconds.toFixed(0)} s)`,
      )
      await benchDatabase(options, database, server.directory)
      await database.drop()
    }
  } finally {
    await server.stop()
  }
}

async function benchDatabase(
  options: Options,
  database: BenchDatabase,
  directory: string,
): Promise<void> {
  await pauseQueue(database, true)
  const contestants = await openContestants(database, directory)
  const epoch = new Date(Math.ceil(Date.now() / 86_400_000 + 1) * 86_400_000)
  const bench = { ...options, database, contestants, epoch, nextHost: HOSTS, nextNumber: 0 }
  try {
    await warmUp(bench)
    console.log(header)
    for (const scene of Object.values(scenes)) await compare(bench, scene)
    await benchWholeServer(bench)
  } finally {
    await contestants.close()
  }
  await verify(database)
}

/** What was compiled by then is what a server runs that has run for a minute. */
async function warmUp(bench: Bench): Promise<void> {
  const { driver, http } = bench.contestants
  for (const contestant of [driver, http]) await book(bench, contestant, scenes.hotFree)
}

async function compare(bench: Bench, scene: Scene): Promise<void> {
  const { pgbench, driver, http } = bench.contestants
  const order = [pgbench, driver, http]
  const runs = new Map<Contestant, Run[]>(order.map((contestant) => [contestant, []]))
  // There and back: what slowly changes on the machine happens to all of them.
  for (const contestant of [...order, ...order.toReversed()]) {
    runs.get(contestant)?.push(await book(bench, contestant, scene))
  }
  console.log(scene.title)
  const reference = joinRuns(runs.get(pgbench) ?? [])
  for (const [{ title }, found] of runs) console.log(formatRow(title, joinRuns(found), reference))
}

/** The mails of the bookings as well, and a steady stream of requests instead of patient clients. */
async function benchWholeServer(bench: Bench): Promise<void> {
  const { database, contestants, seconds } = bench
  await pauseQueue(database, false)
  const together = await book(bench, contestants.http, scenes.wide, { seconds: 2 * seconds })
  console.log(`${scenes.wide.title}, and the server makes the mails meanwhile`)
  console.log(formatRow(contestants.http.title, together))
  const { perSecond, p95 } = REQUIRED
  const steady = await book(bench, contestants.http, scenes.wide, {
    seconds: 2 * seconds,
    perSecond,
  })
  console.log(`the same at ${perSecond} a second (required: p95 below ${p95} ms)`)
  console.log(formatRow(contestants.http.title, steady))
  await pauseQueue(database, true)
}

async function book(
  bench: Bench,
  contestant: Contestant,
  scene: Scene,
  load: { seconds: number; perSecond?: number } = bench,
): Promise<Run> {
  const { database, clients, epoch } = bench
  const isWide = scene.hosts > 1
  const attempts: Attempts = {
    ...scene,
    firstHost: isWide ? 0 : bench.nextHost++,
    firstNumber: isWide ? bench.nextNumber : 0,
    epoch,
  }
  const run = await contestant.run(attempts, { ...load, clients })
  if (isWide) bench.nextNumber = run.nextNumber
  await handOverMail(database)
  return run
}

async function verify({ sql }: BenchDatabase): Promise<void> {
  const verdicts = await verifyBookings(sql)
  const broken = verdicts.filter(({ outcome }) => outcome !== 'holds')
  for (const { rule, outcome, ids } of broken) {
    console.log(`${outcome}: ${rule} (${ids.slice(0, 3).join(', ')} ...)`)
    process.exitCode = 1
  }
  if (broken.length === 0) console.log('verify-bookings: every rule holds, no two claims overlap')
}

try {
  const options = readOptions(process.argv.slice(2))
  if (options === null) console.log(help)
  else await benchBookings(options)
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
