import { Agent, request } from 'node:http'

export type Request = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  headers?: Record<string, string>
  body?: unknown
}

export type Reply = { status: number; body: unknown }

/** The request was not answered; whether it arrived is not known unless `unreachable`. */
export class NoReplyError extends Error {
  override readonly name = 'NoReplyError'
  readonly unreachable: boolean

  constructor(reason: string, unreachable: boolean) {
    super(reason)
    this.unreachable = unreachable
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: Infinity, scheduling: 'lifo' })
// Shorter than the product's own deadlines (a query has 15 s): an impatient client repeats a request whose
// first attempt may still be at work.
const DEADLINE_MS = 8_000

/** @throws NoReplyError */
export function sendRequest(
  server: string,
  { method, path, headers, body }: Request,
): Promise<Reply> {
  const content = body === undefined ? undefined : JSON.stringify(body)
  const type = content === undefined ? {} : { 'content-type': 'application/json' }
  const { promise, resolve, reject } = Promise.withResolvers<Reply>()
  const sent = request(`${server}${path}`, { method, agent, headers: { ...type, ...headers } })
  const deadline = setTimeout(() => sent.destroy(new Error('timeout')), DEADLINE_MS)
  sent.on('response', (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('end', () => {
      clearTimeout(deadline)
      resolve({ status: response.statusCode ?? 0, body: parse(Buffer.concat(chunks)) })
    })
    response.on('error', fail)
  })
  function fail(error: Error & { code?: string }): void {
    clearTimeout(deadline)
    reject(new NoReplyError(error.code ?? error.message, error.code === 'ECONNREFUSED'))
  }
  sent.on('error', fail)
  sent.end(content)
  return promise
}

/** Whoever keeps the process from ending: connections that are kept alive. */
export function closeConnections(): void {
  agent.destroy()
}

function parse(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    return undefined
  }
}
