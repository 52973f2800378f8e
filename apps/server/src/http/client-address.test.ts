import { get } from 'node:http'
import { json } from 'node:stream/consumers'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientAddress, isAskedOnThisMachine } from './client-address.ts'
import type { HttpEnv } from './http-env.ts'
import { type HttpServer, listen } from './http-server.ts'

let server: HttpServer

beforeAll(async () => {
  const app = new Hono<HttpEnv>().get('/:proxies', (c) =>
    c.json([clientAddress(c, Number(c.req.param('proxies'))), isAskedOnThisMachine(c)]),
  )
  server = await listen('127.0.0.1', 0)
  server.serve(app.fetch)
})
afterAll(() => server.close())

const forwarded = '203.0.113.9, 198.51.100.2, 192.0.2.3'

// Whatever stands further left was written by the client.
test.each([
  [0, '127.0.0.1'],
  [1, '192.0.2.3'],
  [2, '198.51.100.2'],
  [3, '203.0.113.9'],
  [4, '127.0.0.1'],
])('behind %i proxies of ours the client is %s', async (proxies, address) => {
  const url = `http://127.0.0.1:${server.port}/${proxies}`
  const response = await fetch(url, { headers: { 'x-forwarded-for': forwarded } })
  expect(await response.json()).toEqual([address, false])
})

test('without the header it is the peer', async () => {
  const response = await fetch(`http://127.0.0.1:${server.port}/1`)
  expect(await response.json()).toEqual(['127.0.0.1', true])
})

test('a request by another name than this machine has is not asked here', async () => {
  const { port } = server
  const ask = (host: string) =>
    new Promise((answered) => {
      get({ host: '127.0.0.1', port, path: '/0', headers: { host } }, async (response) => {
        answered(await json(response))
      })
    })
  expect(await ask('rebound.example')).toEqual(['127.0.0.1', false])
  expect(await ask(`localhost:${port}`)).toEqual(['127.0.0.1', true])
})
