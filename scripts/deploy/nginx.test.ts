import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { root } from '../run-command.ts'
import { findNginx } from '../services/find-nginx.ts'
import { freePorts, portOf } from '../services/free-ports.ts'
import { startProcess, untilItAnswers } from '../services/start-service.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const directory = mkdtempSync(join(tmpdir(), 'rendez-nginx-'))
const asked: string[] = []
let backends: Server[]
let nginx: Awaited<ReturnType<typeof startProcess>>
let url: string

/** Answers with what it was asked. */
async function startBackend(name: string): Promise<Server> {
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ name, url: request.url, headers: request.headers }))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return server
}

beforeAll(async () => {
  const program = await findNginx()
  backends = await Promise.all(['api-1', 'api-2'].map(startBackend))
  const [port = 0] = await freePorts(1)
  url = `http://127.0.0.1:${port}`
  const [first = 0, second = 0] = backends.map(portOf)
  const own = readFileSync(join(root, 'deploy/nginx.conf'), 'utf8')
    .replace('listen 80 default_server', `listen 127.0.0.1:${port} default_server`)
    // Addresses for names: older ones than that of the image, such as Debian's, look none up again.
    .replace('api-1:3000 resolve', `127.0.0.1:${first}`)
    .replace('api-2:3000 resolve', `127.0.0.1:${second}`)
  const log = join(directory, 'error.log')
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  for (const kind of temporary) mkdirSync(join(directory, kind))
  // What the image of nginx brings along, on this machine.
  const around = [
    'daemon off;',
    'user root;',
    `pid ${join(directory, 'nginx.pid')};`,
    `error_log ${log};`,
    'events {}',
    'http {',
    ...temporary.map((kind) => `${kind}_temp_path ${join(directory, kind)};`),
    own,
    '}',
  ]
  const file = join(directory, 'nginx.conf')
  writeFileSync(file, around.join('\n'))
  execFileSync(program, ['-t', '-q', '-c', file, '-p', directory])
  nginx = await startProcess(program, ['-c', file, '-p', directory], { log })
  const greeting = 'GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n'
  await untilItAnswers(nginx, { port, greeting, answer: 'HTTP/1.1 200', log, seconds: 20 })
})
afterAll(async () => {
  await nginx.stop('SIGTERM')
  for (const backend of backends) backend.close()
  rmSync(directory, { recursive: true, force: true })
})

const echoSchema = z.object({
  name: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.unknown()),
})
const ask = async (path: string, headers: Record<string, string> = {}) =>
  echoSchema.parse(await (await fetch(url + path, { headers })).json())

test('a request arrives as it was, with who asked and a name that nobody outside can choose', async () => {
  const { url: path, headers } = await ask('/ada/intro?month=2027-02', {
    'x-forwarded-for': '203.0.113.9',
    'x-request-id': 'chosen-by-the-client',
  })
  expect(path).toBe('/ada/intro?month=2027-02')
  expect(headers).toMatchObject({
    host: new URL(url).host,
    'x-forwarded-for': '203.0.113.9, 127.0.0.1',
    // As log-context.ts accepts it.
    'x-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
  })
  expect(headers.connection).not.toBe('close')
})

test('both instances are asked', async () => {
  const names = new Set<string>()
  for (let number = 0; number < 10; number += 1) names.add((await ask('/')).name)
  expect(names).toEqual(new Set(['api-1', 'api-2']))
})

test.each(['/metrics', '/health/detailed', '/dev/mail'])(
  '%s is not to be seen from outside',
  async (path) => {
    asked.length = 0
    expect((await fetch(url + path)).status).toBe(404)
    expect(asked).toEqual([])
  },
)

test('while an instance is away the other answers everything', async () => {
  const [first] = backends
  await new Promise((closed) => {
    first?.close(closed)
    first?.closeAllConnections()
  })
  const names = new Set<string>()
  for (let number = 0; number < 20; number += 1) names.add((await ask('/')).name)
  expect(names).toEqual(new Set(['api-2']))
})

test('what is too large is refused in front', async () => {
  const body = 'x'.repeat(200_000)
  expect((await fetch(`${url}/api/bookings`, { method: 'POST', body })).status).toBe(413)
})
