import { expect, inject, test } from 'vitest'
import { assertUsablePostgres } from './assert-usable-postgres.ts'

const url = inject('databaseUrl')

test('a PostgreSQL that is new enough passes', async () => {
  await assertUsablePostgres(url)
  await assertUsablePostgres(url, 18)
})

test('one that is older is refused by its version', async () => {
  await expect(assertUsablePostgres(url, 99)).rejects.toThrow(
    /^is PostgreSQL \d\d: 99 or newer is needed$/,
  )
})

test('one that lets nobody in says why, in one line without the password', async () => {
  const wrong = Object.assign(new URL(url), { password: 'hunter2' }).href
  await expect(assertUsablePostgres(wrong)).rejects.toThrow(
    /^is not usable \(password authentication failed for user "\w+"\): check that it runs, .*$/,
  )
})
