import { mkdtempSync, rmSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, inject, onTestFinished, test, vi } from 'vitest'
import { portOf } from '../../../../../scripts/services/free-ports.ts'
import { startRedis } from '../../../../../scripts/services/start-redis.ts'
import type { RunningService } from '../../../../../scripts/services/start-service.ts'
import { createLogger } from '../../logger.ts'
import { createRedisStore } from './redis-store.ts'

// Some addresses are asked until the time is up.
vi.setConfig({ testTimeout: 60_000 })

const log = createLogger('silent')
const directory = mkdtempSync(join(tmpdir(), 'rendez-redis-'))
const password = 'a secret: 100%'
let guarded: RunningService
let replica: RunningService

beforeAll(async () => {
  guarded = await startRedis({ directory: join(directory, 'guarded'), password })
  const settings = { replicaof: `127.0.0.1 ${guarded.port}` }
  replica = await startRedis({ directory: join(directory, 'replica'), settings })
}, 60_000)
afterAll(async () => {
  await Promise.all([guarded.stop(), replica.stop()])
  rmSync(directory, { recursive: true })
})

const open = async (url: string) => (await createRedisStore(url, log)).close()

test('with the right password it opens', async () => {
  await expect(open(guarded.url)).resolves.toBeUndefined()
})

test('a password that is wrong or missing', async () => {
  const reason = 'user or password is wrong'
  await expect(open(`redis://:wrong@127.0.0.1:${guarded.port}`)).rejects.toThrow(reason)
  await expect(open(`redis://nobody:wrong@127.0.0.1:${guarded.port}`)).rejects.toThrow(reason)
  await expect(open(`redis://127.0.0.1:${guarded.port}`)).rejects.toThrow(reason)
})

test('a user without the rights', async () => {
  const admin = new Redis(guarded.url)
  await admin.call('acl', 'setuser', 'reader', 'on', '>reader', '~*', '&*', '+@read', '+info')
  admin.disconnect()
  const url = `redis://reader:reader@127.0.0.1:${guarded.port}`
  await expect(open(url)).rejects.toThrow('may not read, write and run scripts')
})

test('a replica, and a database that is not there', async () => {
  await expect(open(replica.url)).rejects.toThrow('a replica, which takes no writes')
  await expect(open(`${guarded.url}/99`)).rejects.toThrow('no database of that number')
})

test('a host that nobody knows', async () => {
  await expect(open('redis://nowhere.invalid')).rejects.toThrow('nobody knows a host')
})

async function listenOn(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `127.0.0.1:${portOf(server)}`
}

test('a server of another kind', async () => {
  const web = await listenOn(createHttpServer())
  await expect(open(`redis://${web}`)).rejects.toThrow('not a single Redis')
  const broker = createServer((socket) => void socket.end('AMQP\x00\x00\x09\x01'))
  await expect(open(`redis://${await listenOn(broker)}`)).rejects.toThrow('not a single Redis')
  const { host } = new URL(inject('databaseUrl'))
  await expect(open(`redis://${host}`)).rejects.toThrow(/not a single Redis|without an answer/)
  await expect(open(`rediss://${web}`)).rejects.toThrow('no TLS connection')
})
