import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

/** What the server does: a number is the code that it answers, `drop` ends the connection. */
export type SmtpAnswer = 'accept' | 'drop' | number

export type ReceivedMessage = {
  /** Of the envelope: who really gets it. */
  recipients: string[]
  sender: string
  parsed: ParsedMail
  raw: string
}

export type TestSmtpServer = {
  url: string
  port: number
  /** Whatever reached the server whole, also what it then refused or did not answer to. */
  received: ReceivedMessage[]
  /** Set to change what the server does with recipients and with messages. */
  answer: {
    toRecipient: (address: string) => SmtpAnswer
    toMessage: (message: ReceivedMessage) => SmtpAnswer
  }
  stop(): Promise<void>
}

/** A real mail server in this process. Start it again on a port to come back after an outage. */
export async function startSmtpServer(port = 0): Promise<TestSmtpServer> {
  const received: ReceivedMessage[] = []
  const answer: TestSmtpServer['answer'] = {
    toRecipient: () => 'accept',
    toMessage: () => 'accept',
  }
  const reply = (session: SMTPServerSession, to: SmtpAnswer, done: (error?: Error) => void) => {
    if (to === 'accept') return done()
    if (to === 'drop') return disconnect(server, session)
    done(Object.assign(new Error(`answered ${to}`), { responseCode: to }))
  }
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: ({ address }, session, done) => reply(session, answer.toRecipient(address), done),
    onData: (stream, session, done) => {
      readMessage(stream, session).then((message) => {
        received.push(message)
        reply(session, answer.toMessage(message), done)
      }, done)
    },
  })
  const listening = Promise.withResolvers<void>()
  server.on('error', listening.reject)
  server.listen(port, '127.0.0.1', listening.resolve)
  await listening.promise
  const { port: actualPort } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${actualPort}`,
    port: actualPort,
    received,
    answer,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

async function readMessage(
  stream: NodeJS.ReadableStream,
  { envelope }: SMTPServerSession,
): Promise<ReceivedMessage> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  const raw = Buffer.concat(chunks)
  return {
    recipients: envelope.rcptTo.map(({ address }) => address),
    sender: envelope.mailFrom ? envelope.mailFrom.address : '',
    parsed: await simpleParser(raw),
    raw: raw.toString('utf8'),
  }
}

function disconnect(server: SMTPServer, session: SMTPServerSession): void {
  for (const connection of server.connections) {
    if (connection.session === session) connection._socket.destroy()
  }
}
