import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { z } from 'zod'
import { createTestHost, createTestMeetingType, type TestHost } from '../db/scheduling.test-kit.ts'
import { startTestApp, type TestApp } from '../infrastructure.test-kit.ts'

export type Answer = { status: number; headers: Headers; text: string; body: unknown }

export type TestHttp = TestApp & {
  /** Sends a request; a body that is an object goes as JSON. */
  call(path: string, init?: CallOptions): Promise<Answer>
  /** A host with a session: the value of the Cookie header. */
  logIn(): Promise<string>
  /** A host, open at every hour, with a meeting type of half an hour. */
  offer(changes?: Parameters<typeof createTestMeetingType>[2]): Promise<Offer>
}

export type Offer = TestHost & { meetingTypeId: string }

export type CallOptions = {
  method?: string
  headers?: Record<string, string>
  body?: object | string | FormData | ReadableStream
}

/** The whole server, and how to speak to it as programs do. */
export async function startTestHttp(
  options: Parameters<typeof startTestApp>[0] = {},
): Promise<TestHttp> {
  const app = await startTestApp(options)
  const call: TestHttp['call'] = (path, init) => send(new URL(path, app.url), init)
  const logIn = async () => {
    const password = 'tulip-4-garden-9'
    const person = { name: 'Ada', email: `${randomUUID()}@example.org`, password, timeZone: 'UTC' }
    const answer = await call('/api/auth/sign-up/email', { method: 'POST', body: person })
    expect(answer.status).toBe(200)
    const [cookie = ''] = answer.headers.getSetCookie()
    return cookie.split(';')[0] ?? ''
  }
  const offer: TestHttp['offer'] = async (changes = {}) => {
    const host = await createTestHost(app.database)
    const meetingTypeId = await createTestMeetingType(app.database, host.hostId, changes)
    return { ...host, meetingTypeId }
  }
  return { ...app, call, logIn, offer }
}

async function send(url: URL, { method, headers = {}, body }: CallOptions = {}): Promise<Answer> {
  const isJson = typeof body === 'object' && !(body instanceof FormData || isStream(body))
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: isJson ? { 'content-type': 'application/json', ...headers } : headers,
    ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
    ...(isStream(body) ? { duplex: 'half' } : {}),
  })
  const text = await response.text()
  const isJsonAnswer = text !== '' && response.headers.get('content-type')?.includes('json')
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJsonAnswer ? JSON.parse(text) : null,
  }
}

const isStream = (body: unknown): body is ReadableStream => body instanceof ReadableStream

/** What a guest sends to book; 2 February 2027, 9:00 UTC is free with every offer. */
export const bookingOf = (meetingTypeId: string, changes: object = {}): object => ({
  meetingTypeId,
  startTime: '2027-02-02T09:00:00Z',
  inviteeName: 'Ada Lovelace',
  inviteeEmail: 'ada@example.com',
  inviteeTimeZone: 'Asia/Kathmandu',
  ...changes,
})

const createdSchema = z.looseObject({
  id: z.string(),
  manageToken: z.string(),
  version: z.number(),
})

/** Books over HTTP and answers what the guest keeps. */
export async function book(
  http: TestHttp,
  offer: Offer,
  changes: object = {},
): Promise<z.output<typeof createdSchema>> {
  const answer = await http.call('/api/bookings', { body: bookingOf(offer.meetingTypeId, changes) })
  expect(answer.status).toBe(201)
  return createdSchema.parse(answer.body)
}
