import { once } from 'node:events'
import { connect } from 'node:net'

const GREETING = 'AMQP\x00\x00\x09\x01'
const PATIENCE_MS = 45_000
const TUNE = 30

/** Whether the broker at an address lets its account in, with this password instead when one is given. */
export async function logInToBroker(
  url: string,
  password: string = new URL(url).password,
): Promise<boolean> {
  const { port, username } = new URL(url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(GREETING, 'latin1')
  const signal = AbortSignal.timeout(PATIENCE_MS)
  await once(socket, 'data', { signal })
  socket.write(startOk(username, password))
  // Whoever is refused hears a moment later that the connection is closed.
  const [answer] = await Promise.race([
    once(socket, 'data', { signal }),
    once(socket, 'close', { signal }),
  ])
  socket.destroy()
  // The frame's head has seven bytes, the class two.
  return Buffer.isBuffer(answer) && answer.readUInt16BE(9) === TUNE
}

/** The frame of AMQP 0-9-1 that says who one is: no properties, PLAIN, and a language. */
function startOk(user: string, password: string): Buffer {
  const method = Buffer.concat([
    Buffer.from([0, 10, 0, 11, 0, 0, 0, 0]),
    withLength('PLAIN', 1),
    withLength(`\0${user}\0${password}`, 4),
    withLength('en_US', 1),
  ])
  const onChannelNone = Buffer.from([1, 0, 0])
  return Buffer.concat([onChannelNone, withLength(method, 4), Buffer.from([0xce])])
}

function withLength(content: string | Buffer, bytes: number): Buffer {
  const length = Buffer.alloc(bytes)
  length.writeUIntBE(content.length, 0, bytes)
  return Buffer.concat([length, Buffer.from(content)])
}
