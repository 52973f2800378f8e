import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { portOf } from './free-ports.ts'
import type { RunningService } from './start-service.ts'
import { startWhenNeeded } from './start-when-needed.ts'

/** Says back what it is told. */
async function startEcho(): Promise<RunningService> {
  const server = createServer({ allowHalfOpen: true }, (socket) => socket.pipe(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const kill = () => void server.close()
  return { url: '', port: portOf(server), pid: 0, stop: async () => kill(), kill }
}

test('starts with the first connection, once, and carries every connection', async () => {
  let starts = 0
  const service = await startWhenNeeded(() => {
    starts += 1
    return startEcho()
  })
  expect(starts).toBe(0)
  const say = async (word: string) => {
    const socket = connect(service.port, '127.0.0.1')
    socket.write(word)
    const [data] = await once(socket, 'data')
    socket.destroy()
    return String(data)
  }
  expect(await Promise.all([say('one'), say('two')])).toEqual(['one', 'two'])
  expect(starts).toBe(1)
  await service.stop()
})

test('is stopped without ever having started', async () => {
  const service = await startWhenNeeded(startEcho)
  await expect(service.stop()).resolves.toBeUndefined()
})

test('a start that fails closes the connection, and the stop says why', async () => {
  const service = await startWhenNeeded(() => Promise.reject(new Error('no such program')))
  expect(await text(connect(service.port, '127.0.0.1'))).toBe('')
  await expect(service.stop()).rejects.toThrow('no such program')
})
