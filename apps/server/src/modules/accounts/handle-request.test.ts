import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { password, startAccounts, type TestAccounts } from './accounts.test-kit.ts'

let kit: TestAccounts
let known: { email: string; cookie: string | null }
beforeAll(async () => {
  kit = await startAccounts()
  const { email, answer } = await kit.signUp()
  known = { email, cookie: answer.cookie }
})
afterAll(() => kit.stop())

describe('only what is named is open', () => {
  test.each([
    '/update-user',
    '/delete-user',
    '/list-sessions',
    '/sign-in/social',
    '/sign-up',
    '/ok',
    '/error',
    '/change-email',
    '/verify-email',
    '/reset-password/token',
    '/set-password',
    '/sign-up/email/',
    '',
  ])('%j is not found', async (path) => {
    const options = { cookie: known.cookie }
    for (const body of [undefined, {}]) {
      await expect(kit.call(path, body, options)).resolves.toMatchObject({
        status: 404,
        body: { code: 'NOT_FOUND', requestId: 'request-1' },
      })
    }
  })

  test('another method is refused', async () => {
    await expect(kit.call('/sign-in/email')).resolves.toMatchObject({
      status: 405,
      body: { code: 'METHOD_NOT_ALLOWED' },
    })
    await expect(kit.call('/get-session', {})).resolves.toMatchObject({ status: 405 })
  })
})

describe('only JSON from a page of ours', () => {
  const body = () => ({ email: known.email, password })

  test.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])(
    '%s is refused',
    async (type) => {
      const answer = await kit.call('/sign-in/email', body(), { headers: { 'content-type': type } })
      expect(answer).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } })
    },
  )

  test.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    [
      'a site that only looks alike',
      { origin: 'http://localhost:3000.evil.example', 'sec-fetch-site': 'cross-site' },
    ],
  ])('%s is refused, with and without a cookie', async (_, headers) => {
    for (const cookie of [known.cookie, null]) {
      const login = await kit.call('/sign-in/email', body(), { headers, cookie })
      expect(login).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' }, cookie: null })
    }
    const out = await kit.call('/sign-out', {}, { headers, cookie: known.cookie })
    expect(out).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
    const session = await kit.call('/get-session', undefined, { cookie: known.cookie })
    expect(session.body).not.toBeNull()
  })

  test('a page under another name of this server is ours', async () => {
    const request = new Request('http://127.0.0.1:3000/api/auth/sign-in/email', {
      method: 'POST',
      headers: {
        origin: 'http://127.0.0.1:3000',
        cookie: known.cookie ?? '',
        'content-type': 'application/json; charset=utf-8',
      },
      body: JSON.stringify(body()),
    })
    const answer = await kit.accounts.handle(request, { clientAddress: '192.0.2.20' })
    expect(answer.status).toBe(200)
  })

  test('a program without any such header may log in', async () => {
    const request = new Request('http://localhost:3000/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body()),
    })
    const answer = await kit.accounts.handle(request, { clientAddress: '192.0.2.21' })
    expect(answer.status).toBe(200)
  })

  test.each(['{', '[]', 'null', '"text"', '{"email":1}', '{"__proto__":{"email":"x"}}'])(
    'the body %s is a validation error',
    async (text) => {
      const answer = await kit.call('/sign-in/email', {}, { text })
      expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_ERROR' } })
      expect(JSON.stringify(answer.body)).not.toMatch(/at .*\.(ts|mjs)/)
    },
  )
})

describe('no answer comes earlier because there is no account', () => {
  const elapsed = async (path: string, body: object) => {
    const begin = performance.now()
    await kit.call(path, body)
    return performance.now() - begin
  }

  test.each([
    ['/sign-in/email', { password: 'not-the-password' }],
    ['/request-password-reset', {}],
    ['/sign-up/email', { name: 'Ada', password, timeZone: 'UTC' }],
  ])('%s waits for its time with a known and with an unknown address', async (path, body) => {
    // Timers of Node may end up to a millisecond early.
    await expect(elapsed(path, { ...body, email: known.email })).resolves.toBeGreaterThan(198)
    await expect(elapsed(path, { ...body, email: 'new@example.org' })).resolves.toBeGreaterThan(198)
  })
})

test('a server that cannot reach its database says so to its log, not to the caller', async () => {
  const broken = await startAccounts()
  await broken.database.close()
  const login = broken.call('/sign-in/email', { email: known.email, password })
  await expect(login).rejects.toThrow()
  const headers = new Headers({ cookie: known.cookie ?? '' })
  await expect(broken.accounts.findHostId(headers)).rejects.toThrow()
  expect(broken.logged).toMatchObject([{ error: expect.any(Error) }])
  await broken.stop()
})
