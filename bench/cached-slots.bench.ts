import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../apps/server/src/db/embedded-postgres.ts'
import { connectForMaintenance } from '../apps/server/src/db/maintenance-client.ts'
import { startRedis } from '../scripts/services/start-redis.ts'
import { measureRate, type Rate } from './slots/measure-rate.ts'
import { type BenchServer, startRendez, startServer } from './slots/start-server.ts'

// A month of slots over REST: from the cache in Redis, from the cache in the process, and computed each
// time, next to a node:http server that hands out the same bytes. All in processes of their own, measured
// in turns, with the load from here.

const SECONDS = 2
const ROUNDS = 3
const DAY = 86_400_000
// Days ahead, so that no slot passes meanwhile, and whole ones, as pages ask for them.
const today = Math.floor(Date.now() / DAY) * DAY
const dayOf = (days: number) => new Date(today + days * DAY).toISOString()
const MONTH = `from=${dayOf(2)}&to=${dayOf(35)}`

await using resources = new AsyncDisposableStack()
const directory = mkdtempSync(join(tmpdir(), 'rendez-bench-'))
resources.defer(() => rmSync(directory, { recursive: true, force: true, maxRetries: 10 }))
const postgres = await startEmbeddedPostgres({ dataDir: directory })
resources.defer(() => postgres.stop())
const redis = await startRedis({ directory: join(directory, 'redis') })
resources.defer(() => redis.stop())

async function keep(starting: Promise<BenchServer>): Promise<BenchServer> {
  const server = await starting
  resources.defer(() => server.stop())
  return server
}

/** Servers that do not share everything want a database each. */
async function createDatabase(name: string): Promise<string> {
  const sql = connectForMaintenance(postgres.url)
  await sql.unsafe(`create database ${name}`)
  await sql.end()
  return Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href
}

const withRedis = await keep(
  startRendez({ DATABASE_URL: await createDatabase('cached'), REDIS_URL: redis.url }),
)
const computing = await keep(startRendez({ DATABASE_URL: await createDatabase('computed') }))
const alone = await keep(startRendez({ DATA_DIR: join(directory, 'alone') }))

async function slotsOf({ url }: BenchServer): Promise<string> {
  const page = await fetch(`${url}/api/demo/intro`)
  const [, id] = /"id":"([^"]+)"/.exec(await page.text()) ?? []
  return `${url}/api/availability/slots?meeting_type_id=${id}&${MONTH}`
}
const text = async (url: string) => {
  const answer = await fetch(url)
  assert.equal(answer.status, 200)
  return { body: await answer.text(), etag: answer.headers.get('etag') ?? '' }
}

const address = await slotsOf(withRedis)
const { body, etag } = await text(address)
assert.equal((await text(await slotsOf(computing))).body, body)
const file = join(directory, 'answer.json')
writeFileSync(file, body)
const bare = await keep(startServer([join(import.meta.dirname, 'slots/bare-server.ts'), file]))

const contestants: { name: string; url: string; headers?: Record<string, string> }[] = [
  { name: 'node:http, the same bytes', url: bare.url },
  { name: 'cached, in the process', url: await slotsOf(alone) },
  { name: 'cached, generation in Redis', url: address },
  { name: 'cached, not modified (304)', url: address, headers: { 'If-None-Match': etag } },
  { name: 'computed each time', url: await slotsOf(computing) },
]
const rates = new Map<string, Rate[]>(contestants.map(({ name }) => [name, []]))
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const { name, url, headers = {} } of contestants) {
    const rate = await measureRate(url, { seconds: round === 0 ? 1 : SECONDS, headers })
    // The first round warms up.
    if (round > 0) rates.get(name)?.push(rate)
  }
}

const medianOf = (values: number[]) =>
  values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN
const summary = (name: string) => {
  const runs = rates.get(name) ?? []
  return {
    perSecond: medianOf(runs.map(({ perSecond }) => perSecond)),
    p50: medianOf(runs.map(({ p50 }) => p50)),
    p99: medianOf(runs.map(({ p99 }) => p99)),
  }
}
const [reference, , shared, , computed] = contestants.map(({ name }) => summary(name))
console.log(`${body.length} bytes, ${JSON.parse(body).slots.length} slots, 32 connections\n`)
console.log(`${''.padEnd(30)}answers/s   ratio   p50 ms   p99 ms`)
for (const { name } of contestants) {
  const { perSecond, p50, p99 } = summary(name)
  const ratio = perSecond / (reference?.perSecond ?? Number.NaN)
  console.log(
    `${name.padEnd(30)}${perSecond.toFixed(0).padStart(9)}${ratio.toFixed(2).padStart(8)}` +
      `${p50.toFixed(1).padStart(9)}${p99.toFixed(1).padStart(9)}`,
  )
}
const gain = (shared?.perSecond ?? Number.NaN) / (computed?.perSecond ?? Number.NaN)
console.log(`\nfrom the cache in Redis: ${gain.toFixed(1)} times as many as computed`)
