import { connect, createServer, type Socket } from 'node:net'
import { portOf } from './free-ports.ts'
import type { RunningService } from './start-service.ts'

type StartedService = Pick<RunningService, 'port' | 'stop' | 'kill'>

type WaitingService = {
  /** The port that starts the service when somebody connects. */
  port: number
  /** Throws what kept the service from starting, if that happened. */
  stop(): Promise<void>
  kill(): void
}

/**
 * Listens in place of a service that takes seconds to start, starts it for the first connection, and
 * carries every connection through: a test run that never needs it does not wait for it.
 */
export async function startWhenNeeded(
  start: () => Promise<StartedService>,
): Promise<WaitingService> {
  let service: Promise<StartedService> | undefined
  let running: StartedService | undefined
  const server = createServer({ noDelay: true }, async (client) => {
    client.on('error', () => client.destroy())
    try {
      service ??= start()
      running = await service
      carry(client, connect({ port: running.port, host: '127.0.0.1', noDelay: true }))
    } catch {
      client.destroy()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  return {
    port: portOf(server),
    stop: async () => {
      server.close()
      await (await service)?.stop()
    },
    kill: () => running?.kill(),
  }
}

function carry(client: Socket, upstream: Socket): void {
  client.pipe(upstream).pipe(client)
  client.on('close', () => upstream.destroy())
  upstream.on('close', () => client.destroy())
  upstream.on('error', () => client.destroy())
}
