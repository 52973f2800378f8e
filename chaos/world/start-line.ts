import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { portOf } from '../../scripts/services/free-ports.ts'

/**
 * What a line does: carries; refuses everybody; carries nothing and tells nobody (half-open); carries
 * late.
 */
export type LineMode = 'carry' | 'refuse' | 'stall' | 'slow'

/** A line of TCP from one process to one service, which can be disturbed. */
export type Line = {
  port: number
  /** Where the service is now. */
  target: number
  setMode(mode: LineMode): Promise<void>
  /** Ends every connection; new ones go through when the mode allows it. */
  cut(): void
  /**
   * Sees, and may hold back, what the process sends and what it is answered; null lets all through.
   * What is held back is carried when the tap is taken off.
   */
  tap(tap: Tap | null): void
  close(): void
}

export type Direction = 'sent' | 'answered'

/** How many of the first bytes go through now; the rest, and whatever follows it, waits. */
export type Tap = (direction: Direction, chunk: Buffer, connection: number) => number

type Flow = {
  direction: Direction
  from: Socket
  to: Socket
  held: Buffer[]
  /** How many chunks are still on their way. */
  late: number
  connection: number
}

const SLOW_MS = 150

export async function startLine(target: number): Promise<Line> {
  const line = new TappedLine(target)
  await line.listen()
  return line
}

class TappedLine implements Line {
  target: number
  #mode: LineMode = 'carry'
  #tap: Tap | null = null
  readonly #flows = new Set<Flow>()
  readonly #server = createServer({ noDelay: true }, (client) => this.#accept(client))
  #connections = 0
  port = 0

  constructor(target: number) {
    this.target = target
  }

  async listen(): Promise<void> {
    this.#server.unref()
    const listening = once(this.#server, 'listening')
    this.#server.listen(this.port, '127.0.0.1')
    await listening
    this.port = portOf(this.#server)
  }

  async setMode(mode: LineMode): Promise<void> {
    this.#mode = mode
    if (mode === 'refuse') {
      // Nobody listens then, as at a port whose server is gone.
      this.#server.close()
      this.cut()
    } else if (!this.#server.listening) await this.listen()
    for (const flow of this.#flows) {
      if (mode === 'stall') flow.from.pause()
      else flow.from.resume()
    }
  }

  cut(): void {
    for (const { from } of this.#flows) from.destroy()
  }

  tap(tap: Tap | null): void {
    this.#tap = tap
    for (const flow of this.#flows) {
      for (const chunk of flow.held.splice(0)) this.#carry(flow, chunk)
    }
  }

  close(): void {
    this.#server.close()
    this.cut()
  }

  #accept(client: Socket): void {
    const upstream = connect({ port: this.target, host: '127.0.0.1', noDelay: true })
    this.#connections += 1
    const connection = this.#connections
    this.#join({ direction: 'sent', from: client, to: upstream, held: [], late: 0, connection })
    this.#join({ direction: 'answered', from: upstream, to: client, held: [], late: 0, connection })
  }

  #join(flow: Flow): void {
    const { from, to } = flow
    this.#flows.add(flow)
    from.on('data', (chunk: Buffer) => this.#carry(flow, chunk))
    from.on('error', () => to.resetAndDestroy())
    from.on('close', () => {
      this.#flows.delete(flow)
      this.#end(to)
    })
    if (this.#mode === 'stall') from.pause()
  }

  /** Whoever is cut off by a stalled line is not told that the other end has gone. */
  #end(socket: Socket): void {
    if (this.#mode !== 'stall') {
      socket.destroy()
      return
    }
    const waiting = setInterval(() => {
      if (this.#mode === 'stall') return
      clearInterval(waiting)
      socket.destroy()
    }, 50)
    waiting.unref()
  }

  #carry(flow: Flow, chunk: Buffer): void {
    if (flow.held.length > 0) {
      flow.held.push(chunk)
      return
    }
    const through = this.#tap?.(flow.direction, chunk, flow.connection) ?? chunk.length
    if (through > 0) this.#write(flow, chunk.subarray(0, through))
    if (through < chunk.length) flow.held.push(chunk.subarray(through))
  }

  #write(flow: Flow, chunk: Buffer): void {
    const write = () => {
      if (!flow.to.destroyed) flow.to.write(chunk)
    }
    // Behind what is late, everything is late: nothing may overtake on one connection. Timers of one
    // length end in the order in which they began.
    if (this.#mode !== 'slow' && flow.late === 0) {
      write()
      return
    }
    flow.late += 1
    setTimeout(() => {
      flow.late -= 1
      write()
    }, SLOW_MS)
  }
}
