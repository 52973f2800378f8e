import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOutboxKit, type OutboxKit, patience } from './outbox.test-kit.ts'

const DELIVERIES = 16
let kit: OutboxKit

beforeAll(async () => {
  kit = await createOutboxKit()
})
afterAll(() => kit.close())

test('looks that take long are few, and what is delivered meanwhile is noted', async () => {
  await kit.append(...Array.from({ length: DELIVERIES }, (_, index) => `subject ${index}`))
  let looks = 0
  // As with thousands of events that wait for earlier ones of their subjects.
  const lookSlowly = async (...parameters: unknown[]) => {
    looks += 1
    await kit.database.sql`select pg_sleep(0.25)`
    return Reflect.apply(kit.database.sql.unsafe, kit.database.sql, parameters)
  }
  const sql = new Proxy(kit.database.sql, {
    get: (target, name) => (name === 'unsafe' ? lookSlowly : Reflect.get(target, name)),
  })
  const inHand: (() => void)[] = []
  kit.startRelay(() => new Promise((resolve) => inHand.push(resolve)), {
    database: { sql },
    concurrency: DELIVERIES,
  })
  await expect.poll(() => inHand.length, { timeout: patience }).toBe(DELIVERIES)
  const began = performance.now()
  for (const [index, deliver] of inHand.entries()) {
    deliver()
    await expect.poll(kit.countRows, { timeout: patience }).toBe(DELIVERIES - index - 1)
  }
  // After one that took a quarter of a second it rests for a whole one; each delivery asks for one.
  const seconds = (performance.now() - began) / 1_000
  expect(looks).toBeLessThanOrEqual(2 + seconds)
})
