import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What the provider does with a message that is in order: takes it, breaks off, or answers this. */
export type TwilioAnswer =
  | 'accept'
  | 'drop'
  | 'hang'
  | { status: number; code?: number; body?: string; location?: string }

export type ReceivedSms = { to: string; from: string; service: string; text: string }

export type TestTwilioServer = {
  /** With account and token. */
  url: string
  /** Every message in order, also what was then refused or not answered to. */
  received: ReceivedSms[]
  answer: (sms: ReceivedSms) => TwilioAnswer
  stop(): Promise<void>
}

const account = 'AC0123456789abcdef0123456789abcdef'
const token = 'a secret/token'

/** An HTTP server that takes messages as Twilio does, in this process. */
export async function startTwilioServer(): Promise<TestTwilioServer> {
  const http = createServer((request, response) => {
    handle(request, response, server).catch((error) => response.destroy(error))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const server: TestTwilioServer = {
    url: `http://${account}:${encodeURIComponent(token)}@127.0.0.1:${port}`,
    received: [],
    answer: () => 'accept',
    stop: async () => {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
  return server
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  server: TestTwilioServer,
): Promise<void> {
  const form = new URLSearchParams(await text(request))
  const expected = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`
  if (request.headers.authorization !== expected) return refuse(response, 401, 20003)
  const isCreation =
    request.method === 'POST' && request.url === `/2010-04-01/Accounts/${account}/Messages.json`
  if (!isCreation) return refuse(response, 404, 20404)
  if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return refuse(response, 415, 20001)
  }
  const field = (name: string) => form.get(name) ?? ''
  const sms = {
    to: field('To'),
    from: field('From'),
    service: field('MessagingServiceSid'),
    text: field('Body'),
  }
  server.received.push(sms)
  settle(request, response, { sms, answer: server.answer(sms) })
}

function settle(
  request: IncomingMessage,
  response: ServerResponse,
  { sms, answer }: { sms: ReceivedSms; answer: TwilioAnswer },
): void {
  if (answer === 'hang') return
  if (answer === 'drop') {
    request.socket.destroy()
    return
  }
  if (answer === 'accept') {
    const sid = `SM${randomUUID().replaceAll('-', '')}`
    reply(response, 201, JSON.stringify({ sid, status: 'queued', to: sms.to, body: sms.text }))
    return
  }
  const { status, code, body, location } = answer
  if (location !== undefined) response.setHeader('location', location)
  if (body !== undefined) reply(response, status, body)
  else refuse(response, status, code ?? status, sms.to)
}

function refuse(response: ServerResponse, status: number, code: number, to = ''): void {
  reply(response, status, JSON.stringify({ code, status, message: `about the number ${to}` }))
}

function reply(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body)
}
