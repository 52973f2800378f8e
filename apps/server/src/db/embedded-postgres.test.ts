import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { EmbeddedPostgresError } from './embedded/embedded-postgres-error.ts'
import { inspectProcess } from './embedded/inspect-process.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

const FAST = { fsync: 'off' }

// Starting servers takes its time on a machine that has much else to do.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let created: string
let dataDir: string
let running: EmbeddedPostgres[] = []
let owners: ChildProcess[] = []

// Creating a cluster takes most of a second: it is done once, and every test works on a copy.
beforeAll(async () => {
  created = makeDirectory()
  const server = await startEmbeddedPostgres({ dataDir: created, settings: FAST })
  await server.stop()
})

afterAll(() => rmSync(created, { recursive: true, force: true }))

beforeEach(() => {
  dataDir = makeDirectory()
  cpSync(created, dataDir, { recursive: true })
})

afterEach(async () => {
  await Promise.all(owners.map(kill))
  // A start on the same directory takes over what a killed owner left behind, so that it can be stopped.
  if (owners.length > 0 && running.length === 0) await start()
  await Promise.all(running.map((server) => server.stop()))
  rmSync(dataDir, { recursive: true, force: true })
  running = []
  owners = []
})

// With a space, as on many people's machines.
function makeDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'rendez embedded '))
}

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, settings: FAST })
  running.push(server)
  return server
}

/** Runs PostgreSQL under another process of Node, which a test may kill. */
async function startInAnotherProcess(): Promise<{ owner: ChildProcess; pid: number; url: string }> {
  const program = `
    import { startEmbeddedPostgres } from ${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)}
    const server = await startEmbeddedPostgres(${JSON.stringify({ dataDir, settings: FAST })})
    console.log(JSON.stringify(server))
    setInterval(() => {}, 60_000)
  `
  const args = ['--input-type=module', '--eval', program]
  const owner = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  owners.push(owner)
  const complaint = text(owner.stderr)
  // Its output ends without a line when the start fails.
  const { value, done } = await createInterface(owner.stdout)[Symbol.asyncIterator]().next()
  if (done) throw new Error(await complaint)
  return { owner, ...JSON.parse(value) }
}

async function query<Row>(url: string, text: string): Promise<Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await sql.unsafe<Row[]>(text)
  } finally {
    await sql.end()
  }
}

async function kill(owner: ChildProcess): Promise<void> {
  if (owner.exitCode !== null || owner.signalCode !== null) return
  const exit = once(owner, 'exit')
  owner.kill('SIGKILL')
  await exit
}

/** The shell that watches over a postmaster: started right after it, so its number is not far. */
function findWatcher(postmasterPid: number): number | undefined {
  const candidates = Array.from({ length: 5_000 }, (_, index) => postmasterPid + index)
  return candidates.find((pid) => inspectProcess(pid)?.commandLine.endsWith(` sh ${postmasterPid}`))
}

describe('a start', () => {
  test('gives PostgreSQL 18 with Unicode text, and the next one keeps data and port', async () => {
    const first = await start()
    await query(first.url, `create table words (word text)`)
    await query(first.url, `insert into words values ('ÉCOLE')`)
    await first.stop()

    const second = await start()
    expect(new URL(second.url).port).toBe(new URL(first.url).port)
    const rows = await query(
      second.url,
      `select lower(word) as word, current_setting('server_version') as version from words`,
    )
    expect(rows).toEqual([{ word: 'école', version: expect.stringMatching(/^18\./) }])
  })

  test('lets nobody in without the password, which only its owner may read', async () => {
    const server = await start()
    const url = new URL(server.url)
    url.password = 'wrong'
    await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    expect(statSync(join(dataDir, 'postgres', 'password')).mode & 0o777).toBe(0o600)
  })

  test('takes another port when the last one is taken', async () => {
    const first = await start()
    // The copies remember one port.
    const second = await startEmbeddedPostgres({ dataDir: created, settings: FAST })
    running.push(second)
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port)
    expect(await query(second.url, 'select 1 as alive')).toEqual([{ alive: 1 }])
  })

  test('names what PostgreSQL does not accept', async () => {
    const settings = { max_connections: 'many' }
    const starting = startEmbeddedPostgres({ dataDir, settings })
    await expect(starting).rejects.toThrow(/max_connections/)
    await expect(starting).rejects.toThrow(EmbeddedPostgresError)
  })

  test('is refused while a living server has the directory', async () => {
    const { owner, url } = await startInAnotherProcess()
    await expect(start()).rejects.toThrow(`another server (process ${owner.pid}) is using`)
    expect(await query(url, 'select 1 as alive')).toEqual([{ alive: 1 }])
  })
})

test('two first starts at once on one directory: one serves, the other is refused', async () => {
  rmSync(join(dataDir, 'postgres'), { recursive: true })
  const results = await Promise.allSettled([startInAnotherProcess(), startInAnotherProcess()])
  const refused = results.filter((result) => result.status === 'rejected')
  expect(refused).toHaveLength(1)
  expect(String(refused[0]?.reason)).toContain('another server')
})

test('stop leaves no process, with sessions open and called twice', async () => {
  const server = await start()
  const sql = postgres(server.url, { max: 2, onnotice: () => {} })
  await sql`select 1`
  expect(findWatcher(server.pid)).toBeDefined()
  await Promise.all([server.stop(), server.stop()])
  expect(inspectProcess(server.pid)).toBeUndefined()
  expect(findWatcher(server.pid)).toBeUndefined()
  await sql.end()
})

describe('after kill -9', () => {
  test('of the server, PostgreSQL stops by itself and the data is kept', async () => {
    const { owner, pid, url } = await startInAnotherProcess()
    await query(url, 'create table kept as select 42 as answer')
    await kill(owner)
    await vi.waitFor(() => expect(inspectProcess(pid)).toBeUndefined(), { timeout: 10_000 })
    const server = await start()
    expect(await query(server.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  test('of the server and its watcher, the next start stops the orphan and keeps the data', async () => {
    const { owner, pid, url } = await startInAnotherProcess()
    await query(url, 'create table kept as select 42 as answer')
    const watcher = findWatcher(pid)
    if (watcher === undefined) throw new Error('no watcher was started')
    process.kill(watcher, 'SIGKILL')
    await kill(owner)
    expect(inspectProcess(pid)).toBeDefined()

    const server = await start()
    expect(inspectProcess(pid)).toBeUndefined()
    expect(await query(server.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  test('of PostgreSQL, a lock file that names another living program is no obstacle', async () => {
    const { owner, pid, url } = await startInAnotherProcess()
    await query(url, 'create table kept as select 42 as answer')
    process.kill(pid, 'SIGKILL')
    await kill(owner)
    const file = join(dataDir, 'postgres', '18', 'postmaster.pid')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)))

    const server = await start()
    expect(await query(server.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })
})
