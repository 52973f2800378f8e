import { once } from 'node:events'
import type postgres from 'postgres'
import { expect, test } from 'vitest'
import { withMigrationLock } from './migration-lock.ts'
import { createTestDatabase } from './test-database.ts'

test('whoever waits for the turn of another says so once, and goes on after it', async () => {
  const { url, drop } = await createTestDatabase()
  const turn = new EventTarget()
  const first = withMigrationLock(url, async () => {
    turn.dispatchEvent(new Event('taken'))
    await once(turn, 'over')
    return 'first'
  })
  await once(turn, 'taken')
  const lines: string[] = []
  const done: string[] = []
  const second = withMigrationLock(url, async () => done.push('second'), {
    onProgress: (line) => lines.push(line),
  })
  await expect
    .poll(() => lines, { timeout: 20_000 })
    .toEqual(['another server or command migrates this database: waiting until it is done'])
  expect(done).toEqual([])
  turn.dispatchEvent(new Event('over'))
  expect(await first).toBe('first')
  await second
  expect([done, lines.length]).toEqual([['second'], 1])
  await drop()
})

test('whoever waits for the turn of another ends at once when told to', async () => {
  const { url, drop } = await createTestDatabase()
  const stopping = new AbortController()
  await withMigrationLock(url, async () => {
    const work = async () => 'its turn'
    const second = withMigrationLock(url, work, {
      onProgress: () => stopping.abort('a signal'),
      signal: stopping.signal,
    })
    await expect(second).rejects.toBe('a signal')
  })
  const third = withMigrationLock(url, async () => 'never begun', { signal: stopping.signal })
  await expect(third).rejects.toBe('a signal')
  await drop()
})

test('what is under way ends with the signal, and the next turn begins at once', async () => {
  const { url, drop } = await createTestDatabase()
  const stopping = new AbortController()
  const work = async (sql: postgres.Sql) => {
    await sql`create table half_done ()`
    await sql.begin(async (tx) => {
      await tx`drop table half_done`
      stopping.abort('a signal')
      await tx`select pg_sleep(600)`
    })
  }
  await expect(withMigrationLock(url, work, { signal: stopping.signal })).rejects.toBe('a signal')
  const lines: string[] = []
  const look = async (sql: postgres.Sql) => {
    const [table] = await sql`select to_regclass('half_done')::text as name`
    return table?.name
  }
  const onProgress = (line: string) => lines.push(line)
  expect(await withMigrationLock(url, look, { onProgress })).toBe('half_done')
  expect(lines).toEqual([])
  await drop()
})

test('a connection that is lost takes its turn along: nothing goes on over another one', async () => {
  const { url, drop } = await createTestDatabase()
  await withMigrationLock(url, async (sql) => {
    const ask = () => sql`select pg_backend_pid()`.then(() => 'answered', String)
    await sql`select pg_terminate_backend(pg_backend_pid())`.catch(() => {})
    await expect.poll(ask).toContain('CONNECTION_ENDED')
  })
  await drop()
})
