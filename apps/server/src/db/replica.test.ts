import { createServer } from 'node:net'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  test,
  vi,
} from 'vitest'
import { createLogger } from '../logger.ts'
import { readWalPosition } from '../modules/availability/cache/wal-position.repository.ts'
import { connectDatabase, type Database } from './client.ts'
import { findReplicaFault } from './find-replica-fault.ts'
import { type ReplicatedPostgres, startReplicated } from './replica.test-kit.ts'
import { openReplica, type Replica } from './replica.ts'

vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

const patience = { timeout: 30_000, interval: 10 }
let servers: ReplicatedPostgres
let primary: Database
let replica: Replica
let logs: string[]
let now = 0

beforeAll(async () => {
  servers = await startReplicated()
  primary = connectDatabase(servers.primaryUrl, { max: 2 })
  await primary.sql`create table notes (n integer)`
})
afterAll(async () => {
  await primary.close()
  await servers.close()
})
beforeEach(() => {
  logs = []
  const log = createLogger('info', { write: (line) => logs.push(line) })
  const { url } = servers.replica
  const { primaryUrl } = servers
  replica = openReplica({ url, primaryUrl, now: () => now, log, probeEveryMs: 50 })
})
afterEach(() => replica.close())

const position = () => readWalPosition(primary, true)
const count = ({ sql }: Pick<Database, 'sql'>) =>
  sql`select count(*)::int as n from notes`.then(([row]) => Number(row?.n))
const logged = (text: string) => expect.poll(() => logs.join(''), patience).toContain(text)

async function write(): Promise<{ written: number; at: string }> {
  await primary.sql`insert into notes values (1)`
  return { written: await count(primary), at: await position() }
}

test('answers only with everything that was written up to a position', async () => {
  await logged('the replica is read')
  let answered = 0
  for (let round = 0; round < 200; round += 1) {
    const { written, at } = await write()
    const found = await replica.read(at, count)
    if (found === undefined) continue
    answered += 1
    expect(found).toBe(written)
  }
  const { written, at } = await write()
  await expect.poll(() => replica.read(at, count), patience).toBe(written)
  expect(answered).toBeGreaterThan(0)
})

test('a replica that is behind answers what it knows, and nothing newer until it has caught up', async () => {
  await logged('the replica is read')
  const { written, at } = await write()
  await expect.poll(() => replica.read(at, count), patience).toBe(written)
  await servers.pause()
  const { at: later } = await write()
  expect(await replica.read(later, count)).toBeUndefined()
  expect(await replica.read(at, count)).toBe(written)
  expect(logs.join('')).not.toContain('is behind')
  expect(await replica.read(later, count)).toBeUndefined()
  await replica.ping()
  now += 6_000
  expect(await replica.read(later, count)).toBeUndefined()
  expect(await replica.read(later, count)).toBeUndefined()
  expect(logs.filter((line) => line.includes('the replica is behind'))).toHaveLength(1)
  await servers.resume()
  await expect.poll(() => replica.read(later, count), patience).toBe(written + 1)
  await logged('the replica has caught up')
})

test('a replica that stands still costs the first readers a second, and the next nothing', async () => {
  await logged('the replica is read')
  const { written, at } = await write()
  await expect.poll(() => replica.read(at, count), patience).toBe(written)
  process.kill(servers.replica.pid, 'SIGSTOP')
  const { pid } = servers.replica
  // Its backends are processes of their own, and stand still only when they are told.
  const backends = await import('node:fs').then(({ readFileSync }) =>
    readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number),
  )
  for (const backend of backends) process.kill(backend, 'SIGSTOP')
  const began = performance.now()
  expect(await replica.read(at, count)).toBeUndefined()
  expect(performance.now() - began).toBeLessThan(10_000)
  const next = performance.now()
  expect(await replica.read(at, count)).toBeUndefined()
  await expect(replica.ping()).rejects.toThrow()
  expect(performance.now() - next).toBeLessThan(900)
  await logged('the replica is away')
  for (const process_ of [...backends, pid]) process.kill(process_, 'SIGCONT')
  await expect.poll(() => replica.read(at, count), patience).toBe(written)
})

test('a read that takes too long takes the replica away from nobody else', async () => {
  await logged('the replica is read')
  const { written, at } = await write()
  await expect.poll(() => replica.read(at, count), patience).toBe(written)
  expect(await replica.read(at, ({ sql }) => sql`select pg_sleep(30)`)).toBeUndefined()
  expect(await replica.read(at, count)).toBe(written)
  await logged('a read failed on the replica')
  expect(logs.join('')).not.toContain('is away')
})

test('a read that takes too long is ended by the replica, and its connection is not lost', async () => {
  await logged('the replica is read')
  const { written, at } = await write()
  await expect.poll(() => replica.read(at, count), patience).toBe(written)
  const readPid = () =>
    replica.read(at, ({ sql }) => sql`select pg_backend_pid() as pid`.then(([row]) => row?.pid))
  const pid = await readPid()
  expect(await replica.read(at, ({ sql }) => sql`select pg_sleep(30)`)).toBeUndefined()
  expect(pid).toBeGreaterThan(0)
  expect(await readPid()).toBe(pid)
})

test('readers who hold every connection keep nobody from hearing that the replica is well', async () => {
  await logged('the replica is read')
  const { written, at } = await write()
  await expect.poll(() => replica.read(at, count), patience).toBe(written)
  const end = Promise.withResolvers<void>()
  let taken = 0
  const hold = () =>
    replica.read(at, async ({ sql }) => {
      const connection = await sql.reserve()
      taken += 1
      await end.promise
      connection.release()
      return 'read'
    })
  const readers = Array.from({ length: 10 }, hold)
  await expect.poll(() => taken, patience).toBe(10)
  await replica.ping()
  expect(await replica.read(at, async () => 'fresh')).toBe('fresh')
  end.resolve()
  expect(await Promise.all(readers)).toEqual(readers.map(() => 'read'))
  expect(logs.join('')).not.toContain('is away')
})

test('reads that take too long together are one sign of many, and the next are answered', async () => {
  await logged('the replica is read')
  const { written, at } = await write()
  await expect.poll(() => replica.read(at, count), patience).toBe(written)
  const all = <Result>(read: () => Promise<Result>) => Promise.all(Array.from({ length: 20 }, read))
  const slow = () => replica.read(at, ({ sql }) => sql`select pg_sleep(30)`)
  expect(new Set(await all(slow))).toEqual(new Set([undefined]))
  await expect.poll(() => replica.read(at, count), patience).toBe(written)
  expect(new Set(await all(() => replica.read(at, count)))).toEqual(new Set([written]))
  await replica.ping()
  expect(logs.join('')).not.toContain('is away')
})

test('a replica on which read after read takes too long is away', async () => {
  await logged('the replica is read')
  const at = await position()
  const isAway = async () => {
    await replica.read(at, ({ sql }) => sql`select pg_sleep(30)`)
    return logs.join('').includes('the replica is away')
  }
  await expect.poll(isAway, patience).toBe(true)
})

test('a replica that is stopped and comes back is read again, by itself', async () => {
  const { port } = new URL(servers.replica.url)
  await logged('the replica is read')
  const { written, at } = await write()
  await servers.replica.stop()
  expect(await replica.read(at, count)).toBeUndefined()
  await logged('the replica is away')
  await servers.startReplica()
  expect(new URL(servers.replica.url).port).toBe(port)
  await expect.poll(() => replica.read(at, count), patience).toBe(written)
  expect(logs.filter((line) => line.includes('the replica is away'))).toHaveLength(1)
})

test('a replica that is stopped while nobody reads is found out by whoever asks how it is', async () => {
  await logged('the replica is read')
  await replica.ping()
  await servers.replica.stop()
  await expect(replica.ping()).rejects.toThrow()
  await logged('the replica is away')
  // And not asked again by each: it is looked at from time to time.
  await expect(replica.ping()).rejects.toThrow(/ECONNREFUSED/)
  await servers.startReplica()
  await expect.poll(() => replica.ping().then(() => 'up', String), patience).toBe('up')
})

describe('what can never be read as a copy', () => {
  const faultOf = (url: string) => findReplicaFault(url, servers.primaryUrl)
  const changed = (changes: Partial<URL>) =>
    Object.assign(new URL(servers.replica.url), changes).href

  test('nothing speaks against the copy', async () => {
    expect(await faultOf(servers.replica.url)).toBeNull()
  })

  test('the database itself, another password, another database of the same server', async () => {
    expect(await faultOf(servers.primaryUrl)).toEqual({
      reason: 'it is a primary, not a replica',
      isMistake: true,
    })
    expect(await faultOf(changed({ password: 'wrong' }))).toEqual({
      reason: 'password authentication failed for user "rendez"',
      isMistake: true,
    })
    expect(await faultOf(changed({ pathname: '/postgres' }))).toEqual({
      reason: 'it is no replica of the database at DATABASE_URL',
      isMistake: true,
    })
    expect(await faultOf(changed({ pathname: '/nothing' }))).toMatchObject({ isMistake: true })
  })

  test('a replica of another server', async () => {
    const fault = await findReplicaFault(servers.replica.url, inject('databaseUrl'))
    expect(fault).toEqual({
      reason: 'it is no replica of the database at DATABASE_URL',
      isMistake: true,
    })
  })

  test('another kind of server', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : ''
    expect(await faultOf(`postgres://rendez:x@127.0.0.1:${port}/rendez`)).toEqual({
      reason: 'it does not answer like a PostgreSQL',
      isMistake: true,
    })
    server.close()
  })

  test('nobody there is no mistake', async () => {
    expect(await faultOf('postgres://rendez:x@127.0.0.1:1/rendez')).toMatchObject({
      isMistake: false,
    })
  })
})
