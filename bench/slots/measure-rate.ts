import { connect, type Socket } from 'node:net'

export type Rate = { perSecond: number; p50: number; p99: number }

const CONNECTIONS = 32

/** Asks for one address over and over, each of 32 connections as soon as it was answered. */
export async function measureRate(
  url: string,
  { seconds, headers = {} }: { seconds: number; headers?: Record<string, string> },
): Promise<Rate> {
  const times: number[] = []
  const start = performance.now()
  const end = start + seconds * 1000
  const ask = writeRequest(url, headers)
  await Promise.all(
    Array.from({ length: CONNECTIONS }, () =>
      askUntil(end, { url, ask, note: (ms) => times.push(ms) }),
    ),
  )
  const elapsed = (performance.now() - start) / 1000
  times.sort((left, right) => left - right)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN
  return { perSecond: times.length / elapsed, p50: at(0.5), p99: at(0.99) }
}

function writeRequest(url: string, headers: Record<string, string>): string {
  const { host, pathname, search } = new URL(url)
  const lines = Object.entries({ Host: host, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return `GET ${pathname}${search} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
}

type Asking = { url: string; ask: string; note(milliseconds: number): void }

function askUntil(end: number, { url, ask, note }: Asking): Promise<void> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.setNoDelay(true)
  return new Promise((resolve, reject) => {
    let asked = 0
    const next = () => {
      asked = performance.now()
      if (asked >= end) return socket.end(resolve)
      socket.write(ask)
    }
    socket.once('connect', next)
    socket.once('error', reject)
    onAnswer(socket, () => {
      note(performance.now() - asked)
      next()
    })
  })
}

/** Finds the end of each answer by its length; a load generator that parses more measures itself. */
function onAnswer(socket: Socket, done: () => void): void {
  let missing = -1
  let head = ''
  socket.on('data', (chunk) => {
    if (missing < 0) {
      head += chunk.toString('latin1')
      missing = countMissing(head)
    } else missing -= chunk.length
    if (missing !== 0) return
    head = ''
    missing = -1
    done()
  })
}

/** How much of an answer's body is still to come; -1 while not even its head is there. */
function countMissing(received: string): number {
  const headEnd = received.indexOf('\r\n\r\n')
  if (headEnd < 0) return -1
  const head = received.slice(0, headEnd)
  const status = head.slice(9, 12)
  if (status === '304') return 0
  const length = /content-length: *(\d+)/i.exec(head)?.[1]
  if (status !== '200' || length === undefined) throw new Error(head)
  return Number(length) - (received.length - headEnd - 4)
}
