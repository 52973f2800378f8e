import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { portOf } from '../../scripts/services/free-ports.ts'
import type { ReceivedMail } from '../checker/evidence.ts'
import { readMail } from './read-mail.ts'

export type MailSink = {
  received: ReceivedMail[]
  /** A door of its own for each process, so that a mail tells who handed it over. */
  openDoor(server: string): Promise<string>
  /** What becomes of mail from now on. `drop`: taken, and the connection ends without an answer. */
  setMode(mode: SinkMode): void
  close(): void
}

export type SinkMode = 'accept' | 'drop' | 'refuse'

/** A mail server that keeps what it is given, and says when it took it, on the run's clock. */
export function openMailSink(now: () => number): MailSink {
  const received: ReceivedMail[] = []
  const doors: SMTPServer[] = []
  let mode: SinkMode = 'accept'
  const receive = async (server: string, stream: AsyncIterable<Buffer>, session: Session) => {
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk)
    const content = readMail(Buffer.concat(chunks).toString('utf8'))
    const acknowledged = mode === 'accept'
    if (mode === 'refuse') return false
    for (const { address } of session.envelope.rcptTo) {
      received.push({ ...content, recipient: address, server, at: now(), acknowledged })
    }
    return acknowledged
  }
  const openDoor = async (name: string): Promise<string> => {
    const server: SMTPServer = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      onData: (stream, session, done) => {
        receive(name, stream, session).then((accepted) => {
          if (accepted) done()
          else if (mode === 'refuse') done(Object.assign(new Error('later'), { responseCode: 451 }))
          else disconnect(server, session)
        }, done)
      },
    })
    // A process that is killed leaves its connection behind.
    server.on('error', () => {})
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    doors.push(server)
    return `smtp://127.0.0.1:${portOf(server.server)}`
  }
  return {
    received,
    openDoor,
    setMode: (next) => {
      mode = next
    },
    close: () => {
      for (const door of doors) {
        for (const connection of door.connections) connection._socket.destroy()
        door.close()
      }
    },
  }
}

type Session = Pick<SMTPServerSession, 'envelope'>

function disconnect(server: SMTPServer, session: SMTPServerSession): void {
  for (const connection of server.connections) {
    if (connection.session === session) connection._socket.destroy()
  }
}
