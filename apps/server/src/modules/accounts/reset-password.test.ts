import { afterAll, beforeAll, expect, test } from 'vitest'
import { password, startAccounts, type TestAccounts, tokenOf } from './accounts.test-kit.ts'

let kit: TestAccounts
beforeAll(async () => {
  kit = await startAccounts()
})
afterAll(() => kit.stop())

const newPassword = 'violet-7-meadow-2'
const logIn = (email: string, given: string) =>
  kit.call('/sign-in/email', { email, password: given })
const reset = (token: string, given = newPassword) =>
  kit.call('/reset-password', { token, newPassword: given })

async function requestLink(email: string): Promise<string> {
  const answer = await kit.call('/request-password-reset', { email })
  expect(answer).toMatchObject({ status: 200, body: { status: true } })
  const events = await kit.events('account.password_reset_requested')
  return events.findLast((event) => event.email === email)?.url ?? ''
}

test('the link sets a new password and ends every session', async () => {
  const { email, answer } = await kit.signUp()
  const url = await requestLink(email)
  expect(url).toMatch(/^http:\/\/localhost:3000\/app\/reset-password#token=\w{24}$/)
  const done = await reset(tokenOf(url))
  expect(done).toMatchObject({ status: 200, body: { status: true }, cookie: null })

  const session = await kit.call('/get-session', undefined, { cookie: answer.cookie })
  expect(session.body).toBeNull()
  await expect(logIn(email, password)).resolves.toMatchObject({ status: 401 })
  await expect(logIn(email, newPassword)).resolves.toMatchObject({ status: 200 })
})

test('a link works once, also for five at the same time', async () => {
  const { email } = await kit.signUp()
  const token = tokenOf(await requestLink(email))
  const answers = await Promise.all(Array.from({ length: 5 }, () => reset(token)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400])
  await expect(reset(token, 'yet-another-one-3')).resolves.toMatchObject({
    status: 400,
    body: { code: 'LINK_EXPIRED' },
  })
  await expect(logIn(email, newPassword)).resolves.toMatchObject({ status: 200 })
})

test('a new password ends the other links to set one', async () => {
  const { email, answer } = await kit.signUp()
  const first = tokenOf(await requestLink(email))
  const second = tokenOf(await requestLink(email))
  await expect(reset(second)).resolves.toMatchObject({ status: 200 })
  await expect(reset(first)).resolves.toMatchObject({ body: { code: 'LINK_EXPIRED' } })

  const third = tokenOf(await requestLink(email))
  expect(answer.cookie).not.toBeNull()
  const { cookie } = await logIn(email, newPassword)
  const change = { currentPassword: newPassword, newPassword: 'orchid-3-harbour-8' }
  await expect(kit.call('/change-password', change, { cookie })).resolves.toMatchObject({
    status: 200,
  })
  await expect(reset(third)).resolves.toMatchObject({ body: { code: 'LINK_EXPIRED' } })
})

test('a link lives an hour, and its token is stored only as a hash', async () => {
  const { email } = await kit.signUp()
  const token = tokenOf(await requestLink(email))
  const [row] = await kit.database.sql<{ minutes: string; text: string }[]>`
    select extract(epoch from v.expires_at - now()) / 60 as minutes, v::text as text
    from verifications v join users u on u.id::text = v.value where u.email = ${email}`
  expect(Number(row?.minutes)).toBeCloseTo(60, 0)
  expect(row?.text).not.toContain(token)
  await kit.database.sql`update verifications set expires_at = now() - interval '1 second'`
  await expect(reset(token)).resolves.toMatchObject({ body: { code: 'LINK_EXPIRED' } })
  await expect(logIn(email, password)).resolves.toMatchObject({ status: 200 })
})

test('a refused password leaves the link as it was', async () => {
  const { email } = await kit.signUp()
  const token = tokenOf(await requestLink(email))
  for (const given of ['short', 'password', 'x'.repeat(200)]) {
    await expect(reset(token, given)).resolves.toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_ERROR', fields: [{ path: 'newPassword' }] },
    })
  }
  await expect(reset(token)).resolves.toMatchObject({ status: 200 })
})

test('an unknown address gets the same answer and no mail', async () => {
  const { email } = await kit.signUp()
  const known = await kit.call('/request-password-reset', { email })
  const before = await kit.events('account.password_reset_requested')
  const unknown = await kit.call('/request-password-reset', { email: 'nobody@example.org' })
  expect(unknown.status).toBe(known.status)
  expect(unknown.body).toEqual(known.body)
  expect([...unknown.headers]).toEqual([...known.headers])
  await expect(kit.events('account.password_reset_requested')).resolves.toEqual(before)
})

test.each(['', 'x', '../../etc/passwd', 'null', '\u0000', "' or 1=1 --"])(
  'the made-up token %j opens nothing',
  async (token) => {
    const answer = await reset(token)
    expect(answer).toMatchObject({ status: 400, body: { code: 'LINK_EXPIRED' } })
  },
)
