import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Answer,
  bookingOf,
  type CallOptions,
  startTestHttp,
  type TestHttp,
} from './http.test-kit.ts'

let http: TestHttp
let cookie: string
let meetingTypeId: string

beforeAll(async () => {
  http = await startTestHttp()
  cookie = await http.logIn()
})
afterAll(() => http.close())
beforeEach(async () => {
  ;({ meetingTypeId } = await http.offer())
})

const bookingCount = async () => {
  const [row] = await http.database.sql<{ count: number }[]>`
    select count(*)::int as count from bookings where meeting_type_id = ${meetingTypeId}`
  return row?.count
}
const profileBio = async () => {
  const { body } = await http.call('/api/trpc/hosts.profile', { headers: { cookie } })
  return body
}

describe('a page of another site can send forms, which nothing accepts', () => {
  const form = () => {
    const data = new FormData()
    for (const [name, value] of Object.entries(bookingOf(meetingTypeId))) data.set(name, value)
    return data
  }
  const bodies: [string, () => CallOptions][] = [
    ['multipart', () => ({ body: form() })],
    ['url-encoded', () => typed('application/x-www-form-urlencoded', 'meetingTypeId=1')],
    ['plain text', () => typed('text/plain', JSON.stringify(bookingOf(meetingTypeId)))],
    ['octets', () => typed('application/octet-stream', JSON.stringify(bookingOf(meetingTypeId)))],
    ['JSON by another name', () => typed('text/json', JSON.stringify(bookingOf(meetingTypeId)))],
    ['nothing', () => ({ method: 'POST' })],
  ]
  const typed = (type: string, body: string) => ({ headers: { 'content-type': type }, body })
  const paths = ['/api/bookings', '/api/trpc/bookings.create', '/api/auth/sign-out']

  test.each(bodies)('%s', async (_name, request) => {
    for (const path of paths) {
      const answer = await http.call(path, { method: 'POST', ...request() })
      expect([path, answer.status, codeOf(answer)]).toEqual([path, 415, 'UNSUPPORTED_MEDIA_TYPE'])
    }
    expect(await bookingCount()).toBe(0)
  })
})

describe("a host's cookie counts only on pages of ours", () => {
  const rename = (headers: Record<string, string>) =>
    http.call('/api/trpc/hosts.updateProfile', {
      headers: { cookie, ...headers },
      body: { bio: JSON.stringify(headers) },
    })

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ])('%o is refused and changes nothing', async (headers) => {
    const before = await profileBio()
    const answer = await rename(headers)
    expect([answer.status, codeOf(answer)]).toEqual([403, 'FORBIDDEN'])
    expect(await profileBio()).toEqual(before)
  })

  test('our own pages, and programs that are no browser, may use it', async () => {
    const ours = [{ 'sec-fetch-site': 'same-origin', origin: http.url }, { origin: http.url }]
    for (const headers of [...ours, {}]) {
      expect(await rename(headers)).toMatchObject({ status: 200 })
    }
  })

  test('every way to change something is refused, REST and accounts included', async () => {
    const headers = { cookie, 'sec-fetch-site': 'cross-site' }
    const requests: [string, CallOptions][] = [
      ['/api/bookings', { headers, body: bookingOf(meetingTypeId) }],
      ['/api/bookings/1/reschedule', { method: 'PUT', headers, body: {} }],
      ['/api/bookings/1', { method: 'DELETE', headers }],
      ['/api/trpc/hosts.updateProfile', { headers, body: {} }],
      ['/api/auth/change-password', { headers, body: {} }],
      ['/api/auth/sign-out', { headers, body: {} }],
    ]
    for (const [path, request] of requests) {
      expect([path, (await http.call(path, request)).status]).toEqual([path, 403])
    }
    expect(await bookingCount()).toBe(0)
    expect((await http.call('/api/trpc/hosts.profile', { headers: { cookie } })).status).toBe(200)
  })
})

describe('what needs no cookie is open to any site', () => {
  const elsewhere = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' }

  test('a guest books from there, and the browser may read the answer', async () => {
    const answer = await http.call('/api/bookings', {
      headers: elsewhere,
      body: bookingOf(meetingTypeId),
    })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    expect(await bookingCount()).toBe(1)
  })

  test('refusals can be read too', async () => {
    const answer = await http.call('/api/bookings', { headers: elsewhere, body: 'a=b' })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([415, '*'])
  })

  test('a preflight allows JSON and our headers', async () => {
    const { status, headers } = await http.call('/api/bookings', {
      method: 'OPTIONS',
      headers: {
        ...elsewhere,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-idempotency-key',
      },
    })
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-allow-methods')).toBe('GET,POST,PUT,DELETE')
    expect(headers.get('access-control-allow-headers')).toMatch(/Content-Type.*X-Idempotency-Key/)
  })

  test('accounts are not: no page elsewhere may log anybody in', async () => {
    const headers = { ...elsewhere, 'access-control-request-method': 'POST' }
    const preflight = await http.call('/api/auth/sign-in/email', { method: 'OPTIONS', headers })
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
    const session = await http.call('/api/auth/get-session', { headers: elsewhere })
    expect(session.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('a body over 64 KB is refused', () => {
  const large = 'x'.repeat(64 * 1024)
  const json = { 'content-type': 'application/json' }

  test.each(['/api/bookings', '/api/trpc/bookings.create', '/api/auth/sign-in/email'])(
    'by %s',
    async (path) => {
      const answer = await http.call(path, { headers: json, body: `"${large}"` })
      expect([answer.status, codeOf(answer)]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
    },
  )

  test('also when it does not say its length', async () => {
    let chunks = 0
    const body = new ReadableStream({
      pull: (controller) => {
        chunks += 1
        controller.enqueue(new TextEncoder().encode('x'.repeat(8192)))
        if (chunks === 20) controller.close()
      },
    })
    const answer = await http.call('/api/bookings', { headers: json, body })
    expect([answer.status, codeOf(answer)]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
  })

  test('and one of 64 KB is read', async () => {
    const notes = JSON.stringify({ notes: '' })
    const body = JSON.stringify({ notes: 'x'.repeat(64 * 1024 - notes.length) })
    expect(await http.call('/api/bookings', { headers: json, body })).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_ERROR' },
    })
  })
})

test('a batch of more than ten calls is refused whole', async () => {
  const { username } = await http.offer()
  const batch = (size: number) => {
    const calls = Array.from({ length: size }, () => 'meetingTypes.hostPage')
    const input = Object.fromEntries(calls.map((_, index) => [index, { username }]))
    const query = new URLSearchParams({ batch: '1', input: JSON.stringify(input) })
    return http.call(`/api/trpc/${calls.join(',')}?${query}`)
  }
  expect(await batch(10)).toMatchObject({ status: 200 })
  expect(await batch(11)).toMatchObject({ status: 400 })
})

/** The code of a refusal, in REST or in tRPC. */
function codeOf({ body }: Answer): unknown {
  return JSON.stringify(body).match(/"code":"([A-Z_]+)","message"/)?.[1]
}
