import { once } from 'node:events'
import { connect } from 'node:net'

// The protocol's question whether TLS is spoken, which every PostgreSQL answers with one letter.
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])
const ANSWERS = ['S', 'N']
const DEADLINE_MS = 10_000
const DEFAULT_PORT = 5432

/**
 * Makes sure that a PostgreSQL, or a pooler that speaks for one, listens at an address: against a
 * server of another kind, which hangs up, the driver would try again for ever.
 *
 * @param stop ends it early
 * @throws Error in a few words: the system's own for no connection, or that it is no PostgreSQL
 */
export async function probePostgres(
  url: string,
  stop = new AbortController().signal,
): Promise<void> {
  const { hostname, port } = new URL(url)
  // Without a host the driver chooses a socket file.
  if (hostname === '') return
  const socket = connect(Number(port) || DEFAULT_PORT, hostname.replace(/^\[(.*)\]$/, '$1'))
  try {
    const signal = AbortSignal.any([AbortSignal.timeout(DEADLINE_MS), stop])
    await once(socket, 'connect', { signal })
    socket.write(SSL_REQUEST)
    const ended = once(socket, 'end', { signal }).then(() => [''])
    const [answer] = await Promise.race([once(socket, 'data', { signal }), ended])
    if (!ANSWERS.includes(String(answer))) throw new Error('it does not answer like a PostgreSQL')
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'AbortError'
    throw isLate ? new Error('it does not answer', { cause: error }) : error
  } finally {
    socket.on('error', () => {})
    socket.destroy()
  }
}
