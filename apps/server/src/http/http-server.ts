import { createServer, type ServerResponse, STATUS_CODES } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'

type Fetch = Parameters<typeof getRequestListener>[0]

export type HttpServer = {
  /** The port that was taken. */
  port: number
  /** From now on requests are answered; until then with 503. */
  serve(fetch: Fetch): void
  /** From now on each answer ends its connection, so that clients come back to another server. */
  startDraining(): void
  /** Takes no more connections and resolves when the requests under way are answered, or cut off. */
  close(): Promise<void>
}

const drainMs = 25_000
const unready: Fetch = (request) =>
  // Whoever restarts what is not alive must not restart what only starts.
  new URL(request.url).pathname === '/health/live'
    ? Response.json({ status: 'alive' })
    : Response.json({ status: 'starting' }, { status: 503, headers: { 'Retry-After': '1' } })

/**
 * Takes the port.
 *
 * @throws Error with `code` EADDRINUSE or EACCES when it cannot be had
 */
export async function listen(host: string, port: number): Promise<HttpServer> {
  let answer = unready
  const listener = getRequestListener((request, env) => answer(request, env))
  // Whoever sends slowly on purpose loses the connection.
  const options = { headersTimeout: 20_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 }
  const open = new Set<ServerResponse>()
  let draining = false
  const server = createServer(options, (request, response) => {
    open.add(response)
    response.once('close', () => open.delete(response))
    if (draining) response.shouldKeepAlive = false
    return listener(request, response)
  })
  const startDraining = () => {
    draining = true
    for (const response of open) response.shouldKeepAlive = false
  }
  server.on('clientError', refuseUnreadable)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    port: portOf(server.address()),
    serve: (fetch) => {
      answer = fetch
    },
    startDraining,
    close: () => {
      startDraining()
      return drain(server)
    },
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return address.port
}

async function drain(server: ReturnType<typeof createServer>): Promise<void> {
  if (!server.listening) return
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection is kept alive after its answer, and close() waits for it.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const deadline = setTimeout(() => server.closeAllConnections(), drainMs)
  await closed
  clearInterval(idle)
  clearTimeout(deadline)
}

const statusOfParser: Partial<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** What is no HTTP never reaches the app; it gets an answer of the same shape. */
function refuseUnreadable(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return
  const status = statusOfParser[error.code ?? ''] ?? 400
  const body = JSON.stringify({
    code: 'VALIDATION_ERROR',
    message: 'This request could not be read.',
    retryable: false,
  })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
