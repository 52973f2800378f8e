import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { createInProcessStore } from '../../adapters/key-value-store/in-process-store.ts'
import { password, startAccounts, type TestAccounts } from './accounts.test-kit.ts'

let kit: TestAccounts
beforeAll(async () => {
  kit = await startAccounts()
})
afterAll(() => kit.stop())

const logIn = (email: string, given = password, cookie?: string | null) =>
  kit.call('/sign-in/email', { email, password: given }, { cookie: cookie ?? null })

const whoIs = async (cookie: string | null) =>
  (await kit.call('/get-session', undefined, { cookie })).body

describe('log-in', () => {
  test('opens a session that names the host', async () => {
    const { email } = await kit.signUp()
    const answer = await logIn(email.toUpperCase())
    expect(answer).toMatchObject({ status: 200, body: { status: true } })

    const session = await whoIs(answer.cookie)
    expect(session).toEqual({
      user: { id: expect.any(String), name: 'Ada Lovelace', email },
      expiresAt: expect.any(String),
    })
    const headers = new Headers({ cookie: answer.cookie ?? '' })
    await expect(kit.accounts.findHostId(headers)).resolves.toBe(
      (session as { user: { id: string } }).user.id,
    )
  })

  test('says the same for a wrong password and for an unknown address', async () => {
    const { email } = await kit.signUp()
    const wrong = await logIn(email, 'not-the-password')
    const unknown = await logIn('nobody@example.org', 'not-the-password')
    expect(wrong.status).toBe(401)
    expect(wrong.body).toEqual({
      code: 'INVALID_CREDENTIALS',
      message: 'This e-mail address and password do not belong together.',
      retryable: false,
      requestId: 'request-1',
    })
    expect(unknown.status).toBe(wrong.status)
    expect(unknown.body).toEqual(wrong.body)
    expect([...unknown.headers]).toEqual([...wrong.headers])
  })

  test('never continues a session that somebody else prepared', async () => {
    const attacker = await kit.signUp()
    const victim = await kit.signUp()
    const answer = await logIn(victim.email, password, attacker.answer.cookie)
    expect(answer.cookie).not.toBeNull()
    expect(answer.cookie).not.toBe(attacker.answer.cookie)
    await expect(whoIs(attacker.answer.cookie)).resolves.toMatchObject({
      user: { email: attacker.email },
    })
    await expect(whoIs(answer.cookie)).resolves.toMatchObject({ user: { email: victim.email } })
  })

  test('limits one client and not the others, whatever headers it sends', async () => {
    const { email } = await kit.signUp()
    const attempt = (clientAddress: string, forwarded: string) =>
      kit.call(
        '/sign-in/email',
        { email, password: 'guess-guess' },
        {
          clientAddress,
          headers: { 'x-forwarded-for': forwarded, 'x-rendez-client-address': forwarded },
        },
      )
    const attempts = Array.from({ length: 40 }, (_, number) =>
      attempt('192.0.2.1', `10.0.0.${number}`),
    )
    const answers = await Promise.all(attempts)
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(10)
    // Thirty a minute: one comes back every two seconds.
    const seconds = refused[0]?.headers.get('retry-after')
    expect(seconds).toMatch(/^[12]$/)
    expect(refused[0]?.body).toMatchObject({
      code: 'RATE_LIMITED',
      retryable: true,
      retryAfterSeconds: Number(seconds),
    })
    await expect(attempt('192.0.2.2', '10.0.0.1')).resolves.toMatchObject({ status: 401 })
  })
})

test('instances that share a store count one client together', async () => {
  const store = createInProcessStore({ clock: systemClock })
  const [first, second] = [await startAccounts({ store }), await startAccounts({ store })]
  const attempt = ({ call }: TestAccounts, clientAddress: string) =>
    call('/request-password-reset', { email: `${randomUUID()}@example.org` }, { clientAddress })
  for (let number = 0; number < 10; number += 1) {
    expect((await attempt(number % 2 ? first : second, '192.0.2.7')).status).toBe(200)
  }
  const statuses = await Promise.all([first, second].map((kit) => attempt(kit, '192.0.2.7')))
  expect(statuses.map(({ status }) => status)).toEqual([429, 429])
  expect((await attempt(second, '192.0.2.8')).status).toBe(200)
  await Promise.all([first.stop(), second.stop()])
})

describe('the session cookie', () => {
  test('is out of reach for scripts and other sites, and lives seven days', async () => {
    const { email } = await kit.signUp()
    const [cookie] = (await logIn(email)).headers.getSetCookie()
    expect(cookie?.split('; ').slice(1).sort()).toEqual([
      'HttpOnly',
      'Max-Age=604800',
      'Path=/',
      'SameSite=Lax',
    ])
    expect(cookie).toMatch(/^rendez\.session_token=/)
  })

  test('is Secure and bound to the host on https', async () => {
    const secure = await startAccounts({ publicUrl: 'https://meet.example.org' })
    try {
      const { answer } = await secure.signUp()
      const [cookie] = answer.headers.getSetCookie()
      expect(cookie).toMatch(/^__Host-rendez\.session_token=/)
      expect(cookie?.split('; ')).toEqual(expect.arrayContaining(['Secure', 'HttpOnly', 'Path=/']))
      expect(cookie).not.toMatch(/domain/i)
      const session = await secure.call('/get-session', undefined, { cookie: answer.cookie })
      expect(session.body).not.toBeNull()
    } finally {
      await secure.stop()
    }
  })

  test('cannot be made from what the database holds', async () => {
    const { answer } = await kit.signUp()
    const [row] = await kit.database.sql<{ token: string }[]>`
      select token from sessions order by created_at desc limit 1`
    expect(decodeURIComponent(answer.cookie ?? '')).toContain(`${row?.token}.`)
    await expect(whoIs(`rendez.session_token=${row?.token}`)).resolves.toBeNull()
    await expect(whoIs(`rendez.session_token=${row?.token}.AAAA`)).resolves.toBeNull()
    const headers = new Headers({ cookie: `rendez.session_token=${row?.token}` })
    await expect(kit.accounts.findHostId(headers)).resolves.toBeNull()
  })
})

describe('log-out', () => {
  test('ends the session for good, also for who kept the cookie', async () => {
    const { answer } = await kit.signUp()
    const { cookie } = answer
    await expect(whoIs(cookie)).resolves.not.toBeNull()
    const out = await kit.call('/sign-out', {}, { cookie })
    expect(out).toMatchObject({ status: 200, body: { status: true } })
    expect(out.headers.getSetCookie()[0]).toMatch(/^rendez\.session_token=;.*Max-Age=0/)
    await expect(whoIs(cookie)).resolves.toBeNull()
    const headers = new Headers({ cookie: cookie ?? '' })
    await expect(kit.accounts.findHostId(headers)).resolves.toBeNull()
  })

  test('nobody is logged in with an expired session', async () => {
    const { answer } = await kit.signUp()
    await kit.database.sql`update sessions set expires_at = now() - interval '1 second'`
    const headers = new Headers({ cookie: answer.cookie ?? '' })
    await expect(kit.accounts.findHostId(headers)).resolves.toBeNull()
    await expect(whoIs(answer.cookie)).resolves.toBeNull()
  })
})

describe('changing the password', () => {
  const newPassword = 'violet-7-meadow-2'

  test('ends every other session at once and keeps this one', async () => {
    const { email, answer } = await kit.signUp()
    const other = await logIn(email)
    const body = { currentPassword: password, newPassword }
    const changed = await kit.call('/change-password', body, { cookie: answer.cookie })
    expect(changed).toMatchObject({ status: 200, body: { status: true } })
    await expect(whoIs(other.cookie)).resolves.toBeNull()
    await expect(whoIs(answer.cookie)).resolves.toBeNull()
    await expect(whoIs(changed.cookie)).resolves.toMatchObject({ user: { email } })
    await expect(logIn(email)).resolves.toMatchObject({ status: 401 })
    await expect(logIn(email, newPassword)).resolves.toMatchObject({ status: 200 })
  })

  test('needs the old one, and a session', async () => {
    const { answer } = await kit.signUp()
    const body = { currentPassword: 'not-the-password', newPassword }
    const wrong = await kit.call('/change-password', body, { cookie: answer.cookie })
    expect(wrong).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_ERROR', fields: [{ path: 'currentPassword' }] },
    })
    const nobody = await kit.call('/change-password', body)
    expect(nobody).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
  })
})
