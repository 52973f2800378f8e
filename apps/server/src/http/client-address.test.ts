import { get } from 'node:http'
import { json } from 'node:stream/consumers'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { clientAddress, isAskedOnThisMachine } from './client-address.ts'
import type { HttpEnv } from './http-env.ts'
import { type HttpServer, listen } from './http-server.ts'

let server: HttpServer

beforeAll(async () => {
  const app = new Hono<HttpEnv>().get('/:proxies', (c) => {
    const trustedProxies = Number(c.req.param('proxies'))
    const publicUrl = c.req.query('public') ?? 'http://localhost:3000'
    const isLocal = isAskedOnThisMachine(c, { trustedProxies, publicUrl })
    return c.json([clientAddress(c, trustedProxies), isLocal])
  })
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
  expect(await response.json()).toEqual(['127.0.0.1', false])
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

const isLocal = async (query: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`http://127.0.0.1:${server.port}/${query}`, { headers })
  const [, answer] = z.tuple([z.string(), z.boolean()]).parse(await response.json())
  return answer
}

test.each([
  ['Forwarded', 'for=127.0.0.1'],
  ['X-Forwarded-For', '127.0.0.1'],
  ['X-Forwarded-Proto', 'http'],
  ['X-Real-IP', '127.0.0.1'],
  ['Via', '1.1 proxy'],
])('a request with %s was passed on by a proxy, for anybody', async (name, value) => {
  expect(await isLocal('0', { [name]: value })).toBe(false)
  expect(await isLocal('0', { 'X-Something': value })).toBe(true)
})

test.each([
  ['http://localhost:3000', true],
  ['http://127.0.0.1', true],
  ['http://[::1]:3000', true],
  ['https://meet.example.com', false],
  ['http://localhost.example.com', false],
  ['http://192.0.2.1:3000', false],
])('where people reach the server at %s, somebody is local: %s', async (publicUrl, expected) => {
  expect(await isLocal(`0?public=${encodeURIComponent(publicUrl)}`)).toBe(expected)
  // Behind a proxy of ours nobody is.
  expect(await isLocal(`1?public=${encodeURIComponent(publicUrl)}`)).toBe(false)
})
