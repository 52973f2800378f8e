import { connectDatabase } from '../apps/server/src/db/client.ts'
import { openBenchServer } from './database/open-bench-database.ts'
import { seedBookings } from './database/seed-bookings.ts'
import { seedHosts } from './database/seed-hosts.ts'
import { describeMachine } from './describe-machine.ts'
import { measureReads, type Times } from './upkeep/measure-reads.ts'
import { measureUpkeep } from './upkeep/measure-upkeep.ts'

// What those wait for who read, tidy and check, with few bookings and with many: the ratio says how it
// grows. A hundred times as many bookings are a hundred times as many rows for `verify`.

const HOSTS = 10_000
const FEW = 10_000
const MANY = 1_000_000

const server = await openBenchServer()
try {
  const few = await measure(FEW)
  const many = await measure(MANY)
  console.log(`\n${format('milliseconds, bookings:', 'few', 'many', 'ratio')}`)
  for (const [title, time] of many) {
    const before = few.get(title) ?? Number.NaN
    console.log(format(title, before.toFixed(2), time.toFixed(2), (time / before).toFixed(1)))
  }
} finally {
  await server.stop()
}

async function measure(bookings: number): Promise<Times> {
  const bench = await server.createDatabase(`upkeep_${bookings}`)
  if (bookings === FEW) console.log((await describeMachine(bench)).join('\n'))
  await seedHosts(bench, HOSTS)
  await seedBookings(bench, { hosts: HOSTS, bookings, fromDay: -260, toDay: 100 })
  const database = connectDatabase(bench.url, { max: 1 })
  const reads = await measureReads(database, HOSTS)
  const upkeep = await measureUpkeep(bench)
  await database.close()
  await bench.drop()
  return new Map([...reads, ...upkeep])
}

function format(title: string, few: string, many: string, ratio: string): string {
  return `${title.padEnd(92)}${[few, many, ratio].map((cell) => cell.padStart(10)).join('')}`
}
