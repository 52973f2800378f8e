import { afterAll, beforeAll, expect, test } from 'vitest'
import { book, bookingOf, type Offer, startTestHttp, type TestHttp } from './http.test-kit.ts'

let http: TestHttp
let offer: Offer
beforeAll(async () => {
  http = await startTestHttp()
  offer = await http.offer({ slug: 'intro' })
})
afterAll(() => http.close())

/** The subjects of what was mailed to an address, the newest first. */
const subjectsTo = async (address: string) =>
  (await http.mails())
    .filter(({ mail }) => mail.to.address === address)
    .map(({ mail }) => mail.subject)

test('over REST the guest says which clock they read, and may read another one later', async () => {
  const inviteeEmail = 'rest@example.com'
  const clock = { inviteeTimeFormat: '12h' }
  const { id, manageToken } = await book(http, offer, { inviteeEmail, ...clock })
  expect(await subjectsTo(inviteeEmail)).toEqual([
    expect.stringMatching(/^Confirmed: .*, Tue 2 Feb, 2:45 PM$/),
  ])
  const move = (body: object) =>
    http.call(`/api/bookings/${id}/reschedule`, {
      method: 'PUT',
      headers: { 'x-manage-token': manageToken },
      body,
    })
  expect((await move({ startTime: '2027-02-02T10:00:00Z' })).status).toBe(200)
  expect(await subjectsTo(inviteeEmail)).toContainEqual(
    expect.stringMatching(/^Moved: .*, now Tue 2 Feb, 3:45 PM$/),
  )
  const other = { startTime: '2027-02-02T11:00:00Z', inviteeTimeFormat: '24h' }
  expect((await move(other)).status).toBe(200)
  expect(await subjectsTo(inviteeEmail)).toContainEqual(
    expect.stringMatching(/^Moved: .*, now Tue 2 Feb, 16:45$/),
  )
})

test('over tRPC the same, and the 24-hour clock where nobody says', async () => {
  const day = '2027-02-03'
  const told = { startTime: `${day}T09:00:00Z`, inviteeTimeFormat: '12h' }
  const untold = { startTime: `${day}T10:00:00Z` }
  for (const [inviteeEmail, wish] of Object.entries({
    'a@b.example': told,
    'c@b.example': untold,
  })) {
    const body = bookingOf(offer.meetingTypeId, { inviteeEmail, ...wish })
    expect((await http.call('/api/trpc/bookings.create', { body })).status).toBe(200)
  }
  expect(await subjectsTo('a@b.example')).toEqual([expect.stringMatching(/, 2:45 PM$/)])
  expect(await subjectsTo('c@b.example')).toEqual([expect.stringMatching(/, 15:45$/)])
})

const sendForm = (email: string, time: string, headers: Record<string, string>) =>
  http.call(`/${offer.username}/intro`, {
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({
      time,
      timezone: 'Asia/Kathmandu',
      name: 'Ada Lovelace',
      email,
      idempotencyKey: '6f1c1f0e-58a1-4f0c-9c3d-1f0e58a14f0c',
    }).toString(),
  })

test.each([
  ['2027-02-05', 'an American browser', { 'accept-language': 'en-US,en;q=0.9' }, '2:45 PM'],
  ['2027-02-06', 'a German browser', { 'accept-language': 'de-DE,en-US;q=0.5' }, '14:45'],
  ['2027-02-07', 'a browser that names no language', {}, '14:45'],
  [
    '2027-02-08',
    'an American browser whose owner chose the other clock',
    { 'accept-language': 'en-US', cookie: 'rendez_view=timeFormat=24h' },
    '14:45',
  ],
])('on %s a form without JavaScript, from %s, has the clock of its page', async (...given) => {
  const [date, , headers, time] = given
  const email = `on-${date}@example.com`
  const answer = await sendForm(email, `${date}T09:00:00Z`, headers)
  expect(answer.status).toBe(201)
  expect(answer.text).toContain(time.replace(' PM', ' – 3:15 PM'))
  expect(await subjectsTo(email)).toEqual([expect.stringMatching(new RegExp(`, ${time}$`))])
})

test('the form again, from a browser that changed its language meanwhile, books once', async () => {
  const time = '2027-02-12T09:00:00Z'
  const email = 'twice@example.com'
  for (const language of ['en-US', 'de']) {
    expect((await sendForm(email, time, { 'accept-language': language })).status).toBe(201)
  }
  expect(await subjectsTo(email)).toEqual([expect.stringMatching(/, 2:45 PM$/)])
})
