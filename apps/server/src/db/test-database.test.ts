import postgres from 'postgres'
import { expect, test } from 'vitest'
import { createTestDatabase } from './test-database.ts'

test('every test database is a new one, and is gone after drop, open connections or not', async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()])
  expect(first.url).not.toBe(second.url)

  const sql = postgres(first.url, { max: 1, onnotice: () => {} })
  await sql`create table only_here (id int)`
  const elsewhere = postgres(second.url, { max: 1 })
  const [found] = await elsewhere`select to_regclass('only_here') as name`
  expect(found?.name).toBeNull()

  await elsewhere.end()
  await Promise.all([first.drop(), second.drop()])
  await sql.end()
  const gone = postgres(first.url, { max: 1 })
  await expect(gone`select 1`).rejects.toMatchObject({ code: '3D000' })
  await gone.end()
})
