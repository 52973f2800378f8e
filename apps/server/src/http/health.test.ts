import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { healthHandler } from './health.ts'
import type { HttpEnv } from './http-env.ts'

async function ask(pingDatabase: () => Promise<void>) {
  const app = new Hono<HttpEnv>().get('/health', healthHandler(pingDatabase))
  const response = await app.request('/health')
  return [response.status, await response.json()]
}

test('healthy while the database answers', async () => {
  expect(await ask(async () => {})).toEqual([200, { status: 'healthy', database: 'up' }])
})

test('unhealthy when the database refuses', async () => {
  const refuse = () => Promise.reject(new Error('ECONNREFUSED'))
  expect(await ask(refuse)).toEqual([503, { status: 'unhealthy', database: 'down' }])
})

test('unhealthy when the database says nothing for a second', async () => {
  expect(await ask(() => new Promise(() => {}))).toEqual([
    503,
    { status: 'unhealthy', database: 'down' },
  ])
})
