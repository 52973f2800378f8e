import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { type HttpServer, listen } from './http-server.ts'

let server: HttpServer | undefined
afterEach(() => server?.close())

const start = async () => {
  server = await listen('127.0.0.1', 0)
  return { server, url: `http://127.0.0.1:${server.port}` }
}

test('answers 503 until it knows better', async () => {
  const { server, url } = await start()
  expect((await fetch(url)).status).toBe(503)
  server.serve(() => new Response('here'))
  expect(await (await fetch(url)).text()).toBe('here')
})

test('a port that is taken is refused', async () => {
  const { server } = await start()
  await expect(listen('127.0.0.1', server.port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('a close finishes what is under way, takes nothing new, and waits for no idle connection', async () => {
  const { server, url } = await start()
  const arrived = Promise.withResolvers<void>()
  const mayAnswer = Promise.withResolvers<void>()
  server.serve(async () => {
    arrived.resolve()
    await mayAnswer.promise
    return new Response('done')
  })
  const idle = connect(server.port, '127.0.0.1')
  idle.on('error', () => {})
  const underWay = fetch(url)
  await arrived.promise
  const closed = server.close()
  await expect(fetch(url)).rejects.toThrow('fetch failed')
  mayAnswer.resolve()
  expect(await (await underWay).text()).toBe('done')
  await closed
})

test('a client that reads nothing does not hold up a close for ever', async () => {
  const { server, url } = await start()
  server.serve(() => new Response('done'))
  const half = request(url, { method: 'POST', headers: { 'content-length': 10 } })
  half.on('error', () => {})
  half.write('x')
  const answered = new Promise<string>((resolve) => half.on('response', (r) => resolve(text(r))))
  expect(await answered).toBe('done')
  await server.close()
})
