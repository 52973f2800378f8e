import { connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'

export type BrokenLine = {
  /** The same server, by way of this line. */
  url: string
  /** Ends every connection; new ones go through. */
  cut(): void
  /** Carries nothing from now on, and tells nobody: a half-open connection. */
  freeze(): void
  close(): Promise<void>
}

/** What a broker says that has nothing to say. */
export const HEARTBEAT = Buffer.from([8, 0, 0, 0, 0, 0, 0, 206])

/**
 * A line to a server that can be cut.
 *
 * @param cutAt a word of a client, which cuts its connection instead of being carried
 * @param alter what becomes of what the server says
 */
export async function startBrokenLine(
  url: string,
  cutAt?: string,
  alter: (said: Buffer) => Buffer = (said) => said,
): Promise<BrokenLine> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    return socket
  }
  const server = createServer((client) => {
    const upstream = keep(connect(Number(target.port), target.hostname))
    keep(client)
    if (cutAt !== undefined) {
      client.on('data', (chunk) => {
        if (!chunk.includes(cutAt)) return
        for (const end of [upstream, client]) end.destroy()
      })
    }
    const altered = new Transform({
      transform: (said, _encoding, done) => done(null, alter(said)),
    })
    client.pipe(upstream).pipe(altered).pipe(client)
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const line = new URL(url)
  line.port = String(typeof address === 'object' ? address?.port : 0)
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: line.href,
    cut,
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause()
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        cut()
      }),
  }
}
