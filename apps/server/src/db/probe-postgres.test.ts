import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { afterEach, expect, inject, test } from 'vitest'
import { migrate } from './migrate.ts'
import { probePostgres } from './probe-postgres.ts'

let connections: Socket[] = []
let close: () => void = () => {}

afterEach(() => {
  for (const socket of connections) socket.destroy()
  connections = []
  close()
})

/** A server of another kind; its address. */
async function serve(answer: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    connections.push(socket)
    socket.on('error', () => {})
    answer(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  close = () => server.close()
  const address = server.address()
  return `postgres://a:b@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/x`
}

test('PostgreSQL passes', async () => {
  await probePostgres(inject('databaseUrl'))
})

test('nobody there is the reason that the system gives', async () => {
  await expect(probePostgres('postgres://a:b@127.0.0.1:1/x')).rejects.toThrow(/ECONNREFUSED/)
})

test('a server that says something else, or hangs up, is asked once', async () => {
  const answers = [
    (socket: Socket) => socket.end('-ERR unknown command\r\n'),
    (socket: Socket) => socket.end(),
    (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  ]
  for (const answer of answers) {
    connections = []
    const url = await serve(answer)
    await expect(migrate(url)).rejects.toThrow('it does not answer like a PostgreSQL')
    expect(connections).toHaveLength(1)
    close()
  }
})

// Half of what a server has for its answer.
const soon = { timeout: 5_000 }

test('whoever is told to stop waits for no server that says nothing', soon, async () => {
  for (const letters of [0, 1]) {
    const stopping = new AbortController()
    const url = await serve((socket) => {
      socket.on('data', () => {
        if (connections.length > letters) stopping.abort('a signal')
        else socket.write('N')
      })
    })
    await expect(migrate(url, [], { signal: stopping.signal })).rejects.toBe('a signal')
    expect(connections).toHaveLength(letters + 1)
    close()
    connections = []
  }
})
