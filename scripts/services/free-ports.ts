import { randomInt } from 'node:crypto'
import { createServer, type Server } from 'node:net'

// Below those that a system gives to whoever asks for any (32768 on Linux): between the look and the
// start of a server, and while one is away that comes back, nobody is given it by chance.
const [FIRST, LAST] = [20_000, 31_999]

/** As many different free ports of the loopback interface as asked for. */
export async function freePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(Array.from({ length: count }, openAny))
  const ports = probes.map(portOf)
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))))
  return ports
}

async function openAny(): Promise<Server> {
  for (;;) {
    const probe = await open(randomInt(FIRST, LAST + 1))
    if (probe !== undefined) return probe
  }
}

/** Answers undefined when it is taken. */
function open(port: number): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    probe.listen(port, '127.0.0.1', () => resolve(probe))
  })
}

/** Of a server that listens. */
export function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return address.port
}
