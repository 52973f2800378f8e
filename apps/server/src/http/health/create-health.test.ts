import { expect, test } from 'vitest'
import { createHealth, type HealthCheck } from './create-health.ts'

const up = async () => {}
const down = () => Promise.reject(new Error('ECONNREFUSED'))
const silent = () => new Promise<void>(() => {})
const part = (name: string, check: HealthCheck['check'], essential = false): HealthCheck => ({
  name,
  essential,
  check,
})

test('healthy while every part answers, each with its time', async () => {
  const health = createHealth([part('database', up, true), part('store', up)])
  expect(await health.examine()).toEqual({
    status: 'healthy',
    parts: [
      { name: 'database', status: 'up', milliseconds: expect.any(Number) },
      { name: 'store', status: 'up', milliseconds: expect.any(Number) },
    ],
  })
})

test('degraded without a part that can be done without; the essentials are healthy then', async () => {
  const health = createHealth([part('database', up, true), part('store', down)])
  const { status, parts } = await health.examine()
  expect([status, parts[1]]).toMatchObject(['degraded', { status: 'down', reason: 'ECONNREFUSED' }])
  expect((await health.examineEssentials()).status).toBe('healthy')
})

test('unhealthy without an essential part, whatever else is there', async () => {
  const health = createHealth([part('database', down, true), part('store', up)])
  expect((await health.examine()).status).toBe('unhealthy')
  expect((await health.examineEssentials()).status).toBe('unhealthy')
})

test('a part that says nothing for a quarter of a second is down', async () => {
  const { status, parts } = await createHealth([part('database', silent, true)]).examine()
  expect(status).toBe('unhealthy')
  expect(parts[0]).toMatchObject({ status: 'down', reason: 'no answer within 250 ms' })
  expect(parts[0]?.milliseconds).toBeLessThan(2_000)
})

test('a part that hangs is asked once, and again after it has answered', async () => {
  let asked = 0
  let answer = Promise.withResolvers<void>()
  const check = () => {
    asked += 1
    return answer.promise
  }
  const health = createHealth([part('database', check, true)])
  const reports = await Promise.all([health.examine(), health.examine()])
  expect([asked, reports.map(({ status }) => status)]).toEqual([1, ['unhealthy', 'unhealthy']])
  answer.resolve()
  await answer.promise
  answer = Promise.withResolvers<void>()
  answer.resolve()
  expect((await health.examine()).status).toBe('healthy')
  expect(asked).toBe(2)
})
