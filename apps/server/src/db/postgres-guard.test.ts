import { setImmediate as nextTurn } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

// Connections are opened and killed by the dozen.
vi.setConfig({ testTimeout: 20_000 })

// What patches/postgres@3.4.9.patch adds to the driver: docs/adr/0008-driver-guard.md.

let testDatabase: TestDatabase
let admin: postgres.Sql

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  admin = postgres(testDatabase.url, { max: 1, onnotice: () => {} })
  await admin`create table written (by text, step int)`
})

beforeEach(() => admin`truncate written`)

afterAll(async () => {
  await admin.end()
  await testDatabase.drop()
})

async function withClient(
  options: postgres.Options<Record<string, never>>,
  work: (sql: postgres.Sql) => Promise<void>,
): Promise<void> {
  const sql = postgres(testDatabase.url, { max: 1, onnotice: () => {}, ...options })
  try {
    await work(sql)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function killBackendOf(sql: postgres.Sql | postgres.TransactionSql): Promise<void> {
  const [backend] = await sql`select pg_backend_pid() as pid`
  await admin`select pg_terminate_backend(${backend?.pid}, 5000)`
}

describe('a connection that dropped', () => {
  test('between the statements of a transaction fails it, and the client goes on', async () => {
    await withClient({}, async (sql) => {
      for (let round = 0; round < 20; round += 1) {
        const transaction = sql.begin(async (tx) => {
          await tx`insert into written values ('first', 1)`
          await killBackendOf(tx)
          for (let turn = 0; turn < round % 4; turn += 1) await nextTurn()
          await tx`insert into written values ('first', 2)`
        })
        await expect(transaction).rejects.toThrow()
        expect(await sql`select 1 as alive`).toEqual([{ alive: 1 }])
      }
    })
    expect(await admin`select * from written`).toEqual([])
  })

  test('takes no later statement of its transaction into another transaction', async () => {
    await withClient({}, async (sql) => {
      const { promise: secondHasBegun, resolve: tellBegun } = Promise.withResolvers<void>()
      const { promise: strayWasRefused, resolve: tellRefused } = Promise.withResolvers<void>()
      const first = sql.begin(async (tx) => {
        await killBackendOf(tx)
        await secondHasBegun
        await tx`insert into written values ('first', 2)`.catch(() => {})
        tellRefused()
      })
      await expect(first).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })

      // The pool has one connection: the second transaction runs on the one of the first.
      const second = sql.begin(async (tx) => {
        await tx`insert into written values ('second', 1)`
        tellBegun()
        await strayWasRefused
        await tx`insert into written values ('second', 2)`
        throw new Error('rolled back')
      })
      await expect(second).rejects.toThrow('rolled back')
    })
    expect(await admin`select * from written`).toEqual([])
  })

  test('under a reserved connection refuses its later statements', async () => {
    await withClient({}, async (sql) => {
      const reserved = await sql.reserve()
      await killBackendOf(reserved)
      await expect(reserved`select 1`).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
      reserved.release()
      expect(await sql`select 1 as alive`).toEqual([{ alive: 1 }])
    })
  })

  test('rejects the statements that its transaction has queued', async () => {
    await withClient({}, async (sql) => {
      const transaction = sql.begin(async (tx) => {
        const [backend] = await tx`select pg_backend_pid() as pid`
        const queued = [tx`select pg_sleep(30)`, tx`select 1`, tx`select 2`]
        await admin`select pg_terminate_backend(${backend?.pid}, 5000)`
        const results = await Promise.allSettled(queued)
        expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected'])
      })
      await expect(transaction).rejects.toThrow()
    })
  })

  test('rejects every call that waited on it, and leaves none without an answer', async () => {
    await withClient({ max: 2 }, async (sql) => {
      for (let round = 0; round < 20; round += 1) {
        const calls = Array.from(
          { length: 20 },
          (_, n) => sql`select ${n}::int as n, pg_sleep(0.001)`,
        )
        const settled = Promise.allSettled(calls)
        await admin`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`
        for (const [n, result] of (await settled).entries()) {
          // Never the answer of another call.
          if (result.status === 'fulfilled') expect(result.value[0]?.n).toBe(n)
        }
      }
      expect(await sql`select 1 as alive`).toEqual([{ alive: 1 }])
    })
  })
})

describe('the deadline', () => {
  test('ends a call that gets no answer, and its connection with it', async () => {
    await withClient({ query_timeout: 0.2 }, async (sql) => {
      await expect(sql`select pg_sleep(30)`).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' })
      expect(await sql`select 1 as alive`).toEqual([{ alive: 1 }])
    })
  })

  test('ends a call that waits for a free connection, and it never runs', async () => {
    await withClient({ query_timeout: 0.2 }, async (sql) => {
      const { promise: released, resolve: release } = Promise.withResolvers<void>()
      const busy = sql.begin(async (tx) => {
        await tx`select 1`
        await released
      })
      const waiting = sql`insert into written values ('late', 1)`
      await expect(waiting).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' })
      release()
      await busy
      expect(await sql`select 1 as alive`).toEqual([{ alive: 1 }])
    })
    expect(await admin`select * from written`).toEqual([])
  })
})
