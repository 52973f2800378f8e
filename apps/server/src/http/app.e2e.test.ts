import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { book, startTestHttp, type TestHttp } from './http.test-kit.ts'

// Made by the build, which the test run does first.
const webDirectory = resolve(import.meta.dirname, '../../../web/dist/client')

let http: TestHttp
let username: string
let slotsQuery: URLSearchParams

beforeAll(async () => {
  http = await startTestHttp()
  const offer = await http.offer({ slug: 'intro' })
  username = offer.username
  slotsQuery = new URLSearchParams({
    meeting_type_id: offer.meetingTypeId,
    from: '2027-02-02T00:00:00Z',
    to: '2027-02-03T00:00:00Z',
  })
})
afterAll(() => http.close())

const script = () =>
  `/assets/${readdirSync(`${webDirectory}/assets`).find((file) => file.endsWith('.js'))}`

describe('every kind of answer has its headers', () => {
  const securityOf = (headers: Headers) => {
    const names = /^(content-security|cross-origin|permissions|referrer|strict|x-content|x-frame)/
    return Object.fromEntries(
      [...headers]
        .filter(([name]) => names.test(name))
        .map(([name, value]) => [name, value.replace(/'nonce-[^']+'/, "'nonce-…'")]),
    )
  }
  const kinds = () => ({
    api: '/api/availability/check',
    slots: `/api/availability/slots?${slotsQuery}`,
    trpc: '/api/trpc/hosts.profile',
    accounts: '/api/auth/get-session',
    health: '/health',
    reference: '/api/docs',
    dashboard: '/app/bookings',
    asset: script(),
    'host page': `/${username}`,
    'booking page': `/${username}/intro`,
    'manage page': '/booking/01a1f8b2-366c-7085-8ef0-af67e978de29',
    'no page': '/nobody/nothing',
    mail: '/dev/mail',
  })

  test('as agreed', async () => {
    const answers = Object.entries(kinds()).map(async ([kind, path]) => {
      const { headers } = await http.call(path)
      return [kind, securityOf(headers)]
    })
    expect(Object.fromEntries(await Promise.all(answers))).toMatchSnapshot()
  })

  test('slots leave with the same headers as the rest of the API, by their own way', async () => {
    const slots = await http.call(`/api/availability/slots?${slotsQuery}`)
    const other = await http.call(`/api/${username}/intro`)
    expect(slots.status).toBe(200)
    expect(securityOf(slots.headers)).toEqual(securityOf(other.headers))
    for (const name of ['access-control-allow-origin', 'access-control-expose-headers']) {
      expect(slots.headers.get(name)).toBe(other.headers.get(name))
    }
    expect(slots.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
  })

  test('and a request id that the log has too', async () => {
    const { headers, body } = await http.call('/api/bookings/x')
    const id = headers.get('x-request-id')
    expect(id).toMatch(/^[\w-]{36}$/)
    expect(body).toMatchObject({ requestId: id })
    expect(http.logs.some((line) => JSON.parse(line).requestId === id)).toBe(true)
  })

  test('which behind our proxy is the one that it gave, whichever way the answer takes', async () => {
    const served = await startTestHttp({ trustedProxies: 1 })
    const { meetingTypeId } = await served.offer()
    const range = { from: '2027-02-02T00:00:00Z', to: '2027-02-03T00:00:00Z' }
    const query = (id: string) => new URLSearchParams({ meeting_type_id: id, ...range })
    const requestId = '0af7651916cd43dd8448eb211c80319c'
    const asked = [
      [`/api/availability/slots?${query(meetingTypeId)}`, 200],
      [`/api/availability/slots?${query('01a1f8b2-366c-7085-8ef0-af67e978de29')}`, 404],
      ['/api/bookings/x', 401],
      ['/nobody', 404],
    ] as const
    for (const [path, expected] of asked) {
      const answer = await served.call(path, { headers: { 'x-request-id': requestId } })
      expect([path, answer.status, answer.headers.get('x-request-id')]).toEqual([
        path,
        expected,
        requestId,
      ])
    }
    const lines = served.logs.map((line) => JSON.parse(line))
    const named = lines.filter((line) => line.msg === 'request' && line.requestId === requestId)
    expect(named.map(({ status }) => status)).toEqual(asked.map(([, status]) => status))
    await served.close()
  })

  test('an answer of the API is kept by nobody, unless it says how', async () => {
    const cacheOf = async (path: string) => (await http.call(path)).headers.get('cache-control')
    for (const path of ['/api/bookings/x', '/api/trpc/hosts.profile', `/api/${username}/intro`]) {
      expect([path, await cacheOf(path)]).toEqual([path, 'no-store'])
    }
  })

  test('behind HTTPS, browsers stay with HTTPS and the cookie with this host', async () => {
    const secure = await startTestHttp({ publicUrl: 'https://meet.example.com' })
    const { headers } = await secure.call('/app')
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect(await secure.logIn()).toMatch(/^__Host-/)
    await secure.close()
  })

  test('a nonce is new for every page', async () => {
    const nonceOf = async () => {
      const { headers } = await http.call(`/${username}/intro`)
      return headers.get('content-security-policy')?.match(/nonce-([^']+)/)?.[1]
    }
    const [first, second] = [await nonceOf(), await nonceOf()]
    expect(first).toMatch(/^[\w+/]{22}==$/)
    expect(second).not.toBe(first)
  })
})

describe('what is built', () => {
  test('is kept by browsers for ever, compressed as they can take it', async () => {
    const path = script()
    const plain = await http.call(path, { headers: { 'accept-encoding': 'identity' } })
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(plain.headers.get('vary')).toBe('Accept-Encoding')
    for (const [accepted, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip', 'gzip'],
    ] as const) {
      const response = await fetch(new URL(path, http.url), {
        headers: { 'accept-encoding': accepted },
      })
      expect([accepted, response.headers.get('content-encoding')]).toEqual([accepted, encoding])
      // fetch has decompressed it.
      expect(await response.text()).toBe(plain.text)
    }
  })

  test('the dashboard is one page for all its addresses, asked about every time', async () => {
    const { status, headers, text } = await http.call('/app/meeting-types/new')
    expect(status).toBe(200)
    expect(text).toContain('<div id="root">')
    expect(headers.get('cache-control')).toBe('no-cache')
    const again = { headers: { 'if-none-match': headers.get('etag') ?? '' } }
    expect((await http.call('/app', again)).status).toBe(304)
  })

  test('what is not there is not found', async () => {
    for (const path of ['/assets/nothing.js', '/assets/', '/assets/../index.html']) {
      expect([path, (await http.call(path)).status]).toEqual([path, 404])
    }
  })
})

test.each([
  ['/', '/app'],
  ['/login', '/app/login'],
  ['/signup', '/app/sign-up'],
])('%s leads to %s', async (path, target) => {
  const { status, headers } = await http.call(path)
  expect([status, headers.get('location')]).toEqual([302, target])
})

test('HEAD is answered as GET without a body', async () => {
  for (const path of ['/health', '/app', `/api/${username}/intro`, `/${username}/intro`]) {
    const { status, text } = await http.call(path, { method: 'HEAD' })
    expect([path, status, text]).toEqual([path, 200, ''])
  }
})

describe('kept mail', () => {
  test('is shown on this machine', async () => {
    await book(http, await http.offer())
    const [mail] = await http.mails()
    const list = await http.call('/dev/mail')
    expect(list.status).toBe(200)
    expect(list.text).toContain(`/dev/mail/${mail?.id}`)
    expect((await http.call(`/dev/mail/${mail?.id}`)).text).toContain(mail?.mail.messageId)
    expect((await http.call('/dev/mail/nothing')).status).toBe(404)
  })

  test.each([
    { host: 'meet.example.com' },
    { host: 'localhost.evil.example' },
    { host: '127.0.0.1.evil.example' },
    { 'x-forwarded-for': '127.0.0.1' },
    { 'x-real-ip': '127.0.0.1' },
    { via: '1.1 proxy' },
  ])('does not exist to a request with %o', async (headers) => {
    expect(await callWithHost('/dev/mail', headers)).toBe(404)
  })

  test.each([{ publicUrl: 'https://meet.example.com' }, { trustedProxies: 1 }])(
    'does not exist on a server with %o, whose proxy may call itself localhost',
    async (options) => {
      const served = await startTestHttp(options)
      expect((await served.call('/dev/mail')).status).toBe(404)
      await served.close()
    },
  )
})

/** fetch sets Host itself. */
async function callWithHost(path: string, headers: Record<string, string>): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  request(new URL(path, http.url), { headers }, (response) => {
    response.resume()
    resolve(response.statusCode ?? 0)
  })
    .on('error', reject)
    .end()
  return promise
}
