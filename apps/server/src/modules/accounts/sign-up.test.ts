import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { password, startAccounts, type TestAccounts, tokenOf } from './accounts.test-kit.ts'

let kit: TestAccounts
beforeAll(async () => {
  kit = await startAccounts()
})
afterAll(() => kit.stop())

const hostsOf = async (email: string, from = kit) => {
  const rows = await from.database.sql`
    select h.username, h.display_name, h.time_zone, h.time_format, h.week_start, h.onboarded,
      s.name as schedule, s.time_zone as schedule_zone, s.is_default, s.weekly_hours, c.password
    from users u join hosts h using (id) join schedules s on s.host_id = h.id
      join credentials c on c.user_id = u.id
    where u.email = ${email}`
  return rows.map((row) => ({ ...row }))
}

const session = async (cookie: string | null, from = kit) =>
  (await from.call('/get-session', undefined, { cookie })).body

describe('sign-up', () => {
  test('makes account, host and first schedule, and logs the newcomer in', async () => {
    const { email, answer } = await kit.signUp({ name: 'Zoë Ångström' })
    expect(answer).toMatchObject({ status: 200, body: { status: true } })
    await expect(session(answer.cookie)).resolves.toMatchObject({ user: { email } })
    const workday = [{ start: '09:00', end: '17:00' }]
    await expect(hostsOf(email)).resolves.toEqual([
      {
        username: 'zoe-angstrom',
        display_name: 'Zoë Ångström',
        time_zone: 'Asia/Kathmandu',
        time_format: '24h',
        week_start: 'monday',
        onboarded: false,
        schedule: 'Working hours',
        schedule_zone: 'Asia/Kathmandu',
        is_default: true,
        weekly_hours: {
          monday: workday,
          tuesday: workday,
          wednesday: workday,
          thursday: workday,
          friday: workday,
          saturday: [],
          sunday: [],
        },
        password: expect.stringMatching(/^\$argon2id\$/),
      },
    ])
  })

  test('takes the habits that the form states, else those of the browser’s language', async () => {
    const american = { 'accept-language': 'en-US,en;q=0.9' }
    const person = { name: 'Ada', password, timeZone: 'UTC' }
    await kit.call('/sign-up/email', { ...person, email: 'us@example.org' }, { headers: american })
    const stated = {
      ...person,
      email: 'stated@example.org',
      timeFormat: '24h',
      weekStart: 'saturday',
    }
    await kit.call('/sign-up/email', stated, { headers: american })
    expect(await hostsOf('us@example.org')).toMatchObject([
      { time_format: '12h', week_start: 'sunday' },
    ])
    expect(await hostsOf('stated@example.org')).toMatchObject([
      { time_format: '24h', week_start: 'saturday' },
    ])
  })

  test('20 people of one name at once all get a username of their own', async () => {
    const name = 'Grace Hopper'
    const people = await Promise.all(Array.from({ length: 20 }, () => kit.signUp({ name })))
    const hosts = await Promise.all(people.map(({ email }) => hostsOf(email)))
    const usernames = hosts.map(([host]) => String(host && 'username' in host && host.username))
    expect(new Set(usernames).size).toBe(20)
    expect(usernames).toEqual(expect.arrayContaining(['grace-hopper', 'grace-hopper-2']))
  })

  test('one address at once from several places makes one account', async () => {
    const email = 'race@example.org'
    const answers = await Promise.all(Array.from({ length: 5 }, () => kit.signUp({ email })))
    expect(answers.map(({ answer }) => answer.status)).toEqual([200, 200, 200, 200, 200])
    await expect(hostsOf(email)).resolves.toHaveLength(1)
    expect(answers.filter(({ answer }) => answer.cookie !== null)).toHaveLength(1)
  })

  test('a reserved name gets a number', async () => {
    const { email } = await kit.signUp({ name: 'Admin' })
    expect(await hostsOf(email)).toMatchObject([{ username: 'admin-2' }])
  })

  test('with a taken address answers as ever, changes nothing and writes to its owner', async () => {
    const first = await kit.signUp({ name: 'Ada Lovelace' })
    const before = await hostsOf(first.email)
    const again = await kit.signUp({
      email: first.email.toUpperCase(),
      name: 'Mallory at evil.example',
      password: 'another-password-1',
    })
    expect(again.answer.status).toBe(first.answer.status)
    expect(again.answer.body).toEqual(first.answer.body)
    expect(again.answer.cookie).toBeNull()
    await expect(hostsOf(first.email)).resolves.toEqual(before)
    const told = (await kit.events('account.sign_up_repeated')).filter(
      ({ email }) => email === first.email,
    )
    expect(told).toEqual([
      { email: first.email, name: 'Ada Lovelace', url: 'http://localhost:3000/app/login' },
    ])
  })

  test('writes at most five mails an hour to one address', async () => {
    const { email } = await kit.signUp()
    const statuses: number[] = []
    for (let attempt = 0; attempt < 6; attempt += 1) {
      statuses.push((await kit.signUp({ email })).answer.status)
    }
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429])
  })

  test.each([
    ['name', { name: '\u0000\u0007 ' }],
    ['email', { email: 'ada@example.org, eve@example.org' }],
    ['email', { email: 'Ada <ada@example.org>' }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['timeZone', { timeZone: '+05:00' }],
    ['password', { password: 'short' }],
    ['password', { password: 'x'.repeat(129) }],
    ['password', { password: '🔑'.repeat(40) }],
    ['password', { password: 'iloveyou' }],
    ['weekStart', { weekStart: 'tuesday' }],
  ])('refuses a bad %s', async (path, changes) => {
    const { answer } = await kit.signUp(changes)
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_ERROR', fields: [{ path, message: expect.any(String) }] },
    })
  })

  test('refuses fields that it does not know', async () => {
    const { answer } = await kit.signUp({ emailVerified: true, id: 'mine' })
    expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_ERROR' } })
  })

  test('keeps a hostile name as text on one line', async () => {
    const name = 'Ada\r\nBcc: eve@evil.example\u202e\u0000 <script>alert(1)</script> "\'\\ 🎉'
    const { email } = await kit.signUp({ name })
    expect(await hostsOf(email)).toMatchObject([
      { display_name: 'Ada Bcc: eve@evil.example <script>alert(1)</script> "\'\\ 🎉' },
    ])
  })
})

describe('sign-up where mail is sent', () => {
  let mailing: TestAccounts
  beforeAll(async () => {
    mailing = await startAccounts({ confirmSignUps: true })
  })
  afterAll(() => mailing.stop())

  const linkTo = async (email: string) => {
    const events = await mailing.events('account.sign_up_requested')
    return events.findLast((event) => event.email === email)
  }

  test('makes nothing before the link in the mail is followed, and then everything', async () => {
    const { email, answer } = await mailing.signUp()
    expect(answer).toMatchObject({ status: 200, body: { status: true }, cookie: null })
    await expect(hostsOf(email, mailing)).resolves.toEqual([])
    const early = await mailing.call('/sign-in/email', { email, password })
    expect(early).toMatchObject({ status: 401, body: { code: 'INVALID_CREDENTIALS' } })

    const event = await linkTo(email)
    expect(event).toEqual({
      email,
      url: expect.stringMatching(/^http:\/\/localhost:3000\/app\/sign-up#confirm=[\w-]{43}$/),
    })
    const confirmed = await mailing.call('/confirm-sign-up', { token: tokenOf(event?.url) })
    expect(confirmed).toMatchObject({ status: 200, body: { status: true } })
    await expect(session(confirmed.cookie, mailing)).resolves.toMatchObject({ user: { email } })
    await expect(hostsOf(email, mailing)).resolves.toHaveLength(1)
    const later = await mailing.call('/sign-in/email', { email, password })
    expect(later.status).toBe(200)
  })

  test('a link works once', async () => {
    const { email } = await mailing.signUp()
    const token = tokenOf((await linkTo(email))?.url)
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => mailing.call('/confirm-sign-up', { token })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400])
    const refused = answers.find(({ status }) => status === 400)
    expect(refused?.body).toMatchObject({ code: 'LINK_EXPIRED' })
  })

  test('a link lives a day, and its token is stored only as a hash', async () => {
    const { email } = await mailing.signUp()
    const token = tokenOf((await linkTo(email))?.url)
    const rows = await mailing.database.sql<{ hours: number; text: string }[]>`
      select extract(epoch from expires_at - now()) / 3600 as hours, v::text as text
      from verifications v where value like ${`%${email}%`}`
    expect(Number(rows[0]?.hours)).toBeCloseTo(24, 1)
    expect(rows[0]?.text).not.toContain(token)
    expect(rows[0]?.text).not.toContain(password)
    await mailing.database.sql`update verifications set expires_at = now() - interval '1 second'`
    const late = await mailing.call('/confirm-sign-up', { token })
    expect(late).toMatchObject({ status: 400, body: { code: 'LINK_EXPIRED' }, cookie: null })
    await expect(hostsOf(email, mailing)).resolves.toEqual([])
  })

  test('what was never confirmed is forgotten', async () => {
    const { email } = await mailing.signUp()
    await mailing.database.sql`update verifications set expires_at = now() - interval '1 second'`
    await mailing.signUp()
    const rows = await mailing.database.sql`
      select id from verifications where value like ${`%${email}%`}`
    expect(rows).toHaveLength(0)
  })

  test('a taken address gets the same answer, and its owner another mail', async () => {
    const { email, answer } = await mailing.signUp()
    await mailing.call('/confirm-sign-up', { token: tokenOf((await linkTo(email))?.url) })
    const again = await mailing.signUp({ email, name: 'Mallory' })
    expect(again.answer.status).toBe(answer.status)
    expect(again.answer.body).toEqual(answer.body)
    expect([...again.answer.headers]).toEqual([...answer.headers])
    const told = await mailing.events('account.sign_up_repeated')
    expect(told.filter((event) => event.email === email)).toHaveLength(1)
  })

  test('of two sign-ups with one address the first confirmed wins', async () => {
    const { email } = await mailing.signUp()
    const first = tokenOf((await linkTo(email))?.url)
    await mailing.signUp({ email, password: 'another-password-1' })
    const second = tokenOf((await linkTo(email))?.url)
    expect(second).not.toBe(first)
    await mailing.call('/confirm-sign-up', { token: second })
    const late = await mailing.call('/confirm-sign-up', { token: first })
    expect(late).toMatchObject({ status: 400, body: { code: 'LINK_EXPIRED' }, cookie: null })
    const wrong = await mailing.call('/sign-in/email', { email, password })
    expect(wrong.status).toBe(401)
  })
})
