import { once } from 'node:events'
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
  const second = withMigrationLock(
    url,
    async () => done.push('second'),
    (line) => lines.push(line),
  )
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
