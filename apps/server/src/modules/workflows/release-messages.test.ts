import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connectDatabase } from '../../db/client.ts'
import { createMessageRelease } from './release-messages.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

/** A release over a database that answers when it is told to, with so many messages. */
function openRelease() {
  const unreachable = connectDatabase('postgres://127.0.0.1:1/nothing')
  const waiting: ((answer: { count: number }) => void)[] = []
  let asked = 0
  const sql = new Proxy(unreachable.sql, {
    apply: () => {
      asked += 1
      return new Promise((resolve) => void waiting.push(resolve))
    },
  })
  const log = pino({ level: 'silent' })
  const release = createMessageRelease({ database: { sql }, log, nudgeRelay: () => {} })
  return { release, asked: () => asked, answer: (count: number) => waiting.shift()?.({ count }) }
}

test('a slow look is waited for, and none queue up behind it', async () => {
  const { release, asked, answer } = openRelease()
  release.start()
  vi.advanceTimersByTime(60_000)
  expect(asked()).toBe(1)
  answer(0)
  await expect
    .poll(() => {
      vi.advanceTimersByTime(5_000)
      return asked()
    })
    .toBe(2)
  const stopped = release.stop()
  answer(0)
  await stopped
  vi.advanceTimersByTime(60_000)
  expect(asked()).toBe(2)
})

test('a stop waits for what runs, and for no more of the same', async () => {
  const { release, asked, answer } = openRelease()
  release.start()
  const stopped = release.stop()
  answer(100)
  await stopped
  expect(asked()).toBe(1)
})
