import { connect } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { bookingOf, type Offer, startTestHttp, type TestHttp } from './http.test-kit.ts'

let http: TestHttp
let offer: Offer
let cookie: string

beforeAll(async () => {
  http = await startTestHttp()
  offer = await http.offer({ slug: 'intro' })
  cookie = await http.logIn()
})
afterAll(() => http.close())

// Whatever comes in, nothing breaks: a 500 is logged as an error.
afterEach(() => {
  const logged = http.logs.splice(0)
  expect(logged.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([])
})

const paths = (body: unknown) =>
  JSON.stringify(body)
    .match(/"path":"[\w.]+","message"/g)
    ?.map((found) => found.split('"')[3])

describe('a query that cannot be meant', () => {
  const good = {
    meeting_type_id: () => offer.meetingTypeId,
    from: '2027-02-02T00:00:00Z',
    to: '2027-02-03T00:00:00Z',
  }
  test.each<[string, Record<string, string>, string]>([
    ['a zone that does not exist', { timezone: 'Europe/Atlantis' }, 'timezone'],
    ['a zone with a NUL', { timezone: 'Europe/Paris\0' }, 'timezone'],
    ['a zone as an offset that is none', { timezone: '+99:99' }, 'timezone'],
    ['a date that does not exist', { from: '2027-02-30T00:00:00Z' }, 'from'],
    ['a time that does not exist', { from: '2027-02-02T25:00:00Z' }, 'from'],
    ['a local time', { from: '2027-02-02T00:00:00' }, 'from'],
    ['a number', { from: '1801526400000' }, 'from'],
    ['a year that no zone has rules for', { from: '0000-01-01T00:00:00Z' }, 'from'],
    ['a year of six digits', { from: '+275760-09-13T00:00:00Z' }, 'from'],
    ['an end before the start', { to: '2027-02-01T00:00:00Z' }, 'to'],
    ['an end at the start', { to: '2027-02-02T00:00:00Z' }, 'to'],
    ['a range over a year', { to: '2028-02-04T00:00:00Z' }, 'to'],
    ['no id', { meeting_type_id: 'intro' }, 'meeting_type_id'],
    ['an id with a quote', { meeting_type_id: "' or 1=1 --" }, 'meeting_type_id'],
  ])('%s', async (_name, changes, field) => {
    const query = { ...good, meeting_type_id: good.meeting_type_id(), ...changes }
    const answer = await http.call(`/api/availability/slots?${new URLSearchParams(query)}`)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'VALIDATION_ERROR' })
    expect(paths(answer.body)).toEqual([field])
  })

  test.each(['__proto__=1', 'constructor=1', 'from=1&from=2', '%E0%A4%A=1', '%00=%00', 'from[]=1'])(
    '%s',
    async (query) => {
      const answer = await http.call(`/api/availability/slots?${query}`)
      expect([answer.status, answer.body]).toMatchObject([400, { code: 'VALIDATION_ERROR' }])
    },
  )
})

describe('an address that cannot be meant', () => {
  test.each([
    ['/api/%E0%A4%A/intro', 404],
    ['/api/host%00/intro', 400],
    ['/api/%FF%FE/%C0%AF', 404],
    [`/api/${'x'.repeat(101)}/intro`, 400],
    ['/api/..%2f..%2fetc/passwd', 404],
    ['/api/bookings/%00', 401],
    ['/api/trpc/%E0%A4%A', 404],
    ['/api/trpc/meetingTypes.hostPage?input=%7B', 400],
    ['/api/trpc/__proto__.constructor', 404],
    ['/api/auth/%2e%2e/get-session', 404],
  ])('%s answers %i in JSON', async (path, status) => {
    const answer = await http.call(path)
    expect([path, answer.status]).toEqual([path, status])
    expect(answer.text).toMatch(/"code":"[A-Z_]+"/)
  })

  test.each([
    '/%E0%A4%A',
    '/host%00',
    '/%FF/%FE',
    '/a/b/c/d',
    `/${'x'.repeat(5000)}`,
    '/booking/none',
    '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    '/assets/../../../package.json',
  ])('%s answers 404 with a page', async (path) => {
    const { status, headers } = await http.call(path)
    expect([path, status]).toEqual([path, 404])
    expect(headers.get('content-type')).toMatch(/^text\/html/)
  })

  test('one longer than any is refused before it is read', async () => {
    const answer = await http.call(`/api/availability/slots?x=${'y'.repeat(20_000)}`)
    expect([answer.status, answer.body]).toMatchObject([431, { code: 'VALIDATION_ERROR' }])
  })
})

describe('a body that cannot be meant', () => {
  const json = { 'content-type': 'application/json' }
  const send = (body: string) => http.call('/api/bookings', { headers: json, body })

  test.each(['', '{', 'null', '[]', '"x"', '1', '\u0000', '{"a":1}{"b":2}'])('%j', async (body) => {
    const answer = await send(body)
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { code: 'VALIDATION_ERROR', message: 'Please send one JSON object as the body.' },
    ])
  })

  test.each<[string, object, string]>([
    ['a prototype', JSON.parse('{"__proto__":{"inviteeName":"x"},"inviteeName":1}'), 'inviteeName'],
    ['a name of spaces and controls', { inviteeName: ' \u0000\u202e\t ' }, 'inviteeName'],
    ['a name beyond all measure', { inviteeName: 'x'.repeat(500) }, 'inviteeName'],
    ['two addresses', { inviteeEmail: 'a@example.com,b@example.com' }, 'inviteeEmail'],
    ['an address with a line end', { inviteeEmail: 'a@example.com\r\nBcc: b@c.d' }, 'inviteeEmail'],
    ['an address with a NUL', { inviteeEmail: 'a\u0000@example.com' }, 'inviteeEmail'],
    ['a start that does not exist', { startTime: '2027-02-30T09:00:00Z' }, 'startTime'],
    ['a start as a number', { startTime: 1801526400000 }, 'startTime'],
    ['a zone that does not exist', { inviteeTimeZone: 'Mars/Base' }, 'inviteeTimeZone'],
    ['a clock of thirteen hours', { inviteeTimeFormat: '13h' }, 'inviteeTimeFormat'],
    ['notes beyond all measure', { notes: 'x'.repeat(9000) }, 'notes'],
    ['notes that are no text', { notes: { $ne: null } }, 'notes'],
    ['a field that nobody asked for', { hostId: 'x' }, 'hostId'],
  ])('%s', async (_name, changes, field) => {
    const answer = await http.call('/api/bookings', {
      body: bookingOf(offer.meetingTypeId, changes),
    })
    expect([answer.status, answer.body]).toMatchObject([400, { code: 'VALIDATION_ERROR' }])
    expect(paths(answer.body)).toEqual([field])
  })

  test('text that a database cannot hold is cleaned, not lost', async () => {
    const notes = 'a\u0000b\ud800c\u202ed\nline two'
    const body = bookingOf(offer.meetingTypeId, { inviteeName: 'A\u0000da \ud83d\ude80', notes })
    const { status, body: booking } = await http.call('/api/bookings', { body })
    expect(status).toBe(201)
    expect(booking).toMatchObject({ inviteeName: 'Ada 🚀', notes: 'ab\ufffdcd\nline two' })
  })
})

describe('what a host sends', () => {
  const mutate = (path: string, body: object) =>
    http.call(`/api/trpc/${path}`, { headers: { cookie }, body })
  const week = (monday: object[]) => ({
    ...Object.fromEntries(
      ['tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [day, []]),
    ),
    monday,
  })
  const schedule = (changes: object) => ({
    name: 'x',
    timeZone: 'UTC',
    weeklyHours: week([]),
    ...changes,
  })
  const hours = (start: string, end: string) => ({ weeklyHours: week([{ start, end }]) })
  const range = { start: '09:00', end: '10:00' }

  test.each<[string, object, string]>([
    ['1,000 ranges on a day', { weeklyHours: week(Array(1000).fill(range)) }, 'weeklyHours.monday'],
    [
      '1,000 dates',
      { dateOverrides: Array(1000).fill({ date: '2027-01-01', ranges: [] }) },
      'dateOverrides',
    ],
    ['an end before its start', hours('10:00', '09:00'), 'weeklyHours.monday.0.end'],
    ['an hour that no day has', hours('24:30', '25:00'), 'weeklyHours.monday.0.start'],
    [
      'a date that does not exist',
      { dateOverrides: [{ date: '2027-02-29', ranges: [] }] },
      'dateOverrides.0.date',
    ],
    ['the year 0', { dateOverrides: [{ date: '0000-01-01', ranges: [] }] }, 'dateOverrides.0.date'],
    ['a zone that does not exist', { timeZone: 'Mars/Base' }, 'timeZone'],
    ['a name of nothing', { name: '\u0000' }, 'name'],
  ])('hours: %s', async (_name, changes, field) => {
    const { status, body } = await mutate('schedules.create', schedule(changes))
    expect(status).toBe(400)
    expect(paths(body)).toContain(field)
  })

  test.each<[string, object, string]>([
    [
      'a link to a script',
      { location: { kind: 'link', url: 'javascript:alert(1)' } },
      'location.url',
    ],
    ['a duration of nothing', { durationMinutes: 0 }, 'durationMinutes'],
    ['a duration of half a minute', { durationMinutes: 30.5 }, 'durationMinutes'],
    ['a step without end', { stepMinutes: 1e9 }, 'stepMinutes'],
    ['a slug with a slash', { slug: 'a/b' }, 'slug'],
    ['a colour that is a style', { color: 'red;background:url(//evil)' }, 'color'],
    [
      'a window that ends first',
      { bookingWindow: { kind: 'date_range', startDate: '2027-02-02', endDate: '2027-02-01' } },
      'bookingWindow.endDate',
    ],
  ])('a meeting type: %s', async (_name, changes, field) => {
    const location = { kind: 'phone', phoneNumber: '1' }
    const body = { name: 'x', slug: 'x', durationMinutes: 30, location, ...changes }
    const answer = await mutate('meetingTypes.create', body)
    expect(answer.status).toBe(400)
    expect(paths(answer.body)).toEqual([field])
  })

  test('text with a NUL in it reaches no database', async () => {
    const location = { kind: 'link', url: 'https://example.com/\u0000room' }
    const type = {
      name: 'a\u0000b',
      slug: 'nul',
      durationMinutes: 30,
      location,
      description: '\u0000',
    }
    expect(await mutate('meetingTypes.create', type)).toMatchObject({ status: 200 })
    for (const input of [{ search: '\u0000' }, { search: '%_\\' }, { search: "'" }]) {
      const query = new URLSearchParams({ input: JSON.stringify(input) })
      const found = await http.call(`/api/trpc/bookings.list?${query}`, { headers: { cookie } })
      expect(found.status).toBe(200)
    }
    for (const cursor of ['\u0000', 'x', 'e30=', '-1']) {
      const query = new URLSearchParams({ input: JSON.stringify({ cursor }) })
      const found = await http.call(`/api/trpc/bookings.list?${query}`, { headers: { cookie } })
      expect([cursor, found.status]).toEqual([cursor, 400])
    }
  })
})

describe('headers that cannot be meant', () => {
  test.each(['', 'x'.repeat(256), 'a\tb', 'é'])('the idempotency key %j', async (key) => {
    const request = { headers: { 'x-idempotency-key': key }, body: bookingOf(offer.meetingTypeId) }
    for (const path of ['/api/bookings', '/api/trpc/bookings.create']) {
      const answer = await http.call(path, request)
      expect([answer.status, answer.text]).toEqual([
        400,
        expect.stringContaining('X-Idempotency-Key'),
      ])
    }
  })
})

test.each(['GARBAGE\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n'])(
  'what is no HTTP is answered and cut off: %j',
  async (request) => {
    const socket = connect(Number(new URL(http.url).port), '127.0.0.1')
    socket.write(request)
    expect(await readText(socket)).toMatch(
      /^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*"VALIDATION_ERROR"/,
    )
  },
)

test('a form that is too large is refused with a page', async () => {
  const { username } = offer
  const body = `notes=${'x'.repeat(70_000)}`
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await http.call(`/${username}/intro`, { headers, body })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    413,
    'text/html; charset=UTF-8',
  ])
})

test('no answer holds a stack, a path or a query', async () => {
  const answers = await Promise.all([
    http.call('/api/availability/slots'),
    http.call('/api/trpc/availability.slots?input={}'),
    http.call('/api/trpc/x.y.z'),
    http.call('/api/bookings', { body: {} }),
    http.call('/api/auth/sign-in/email', { body: {} }),
    http.call('/nobody/nothing'),
  ])
  for (const { text } of answers) {
    expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|\/apps\/server|\bselect\b.+\bfrom\b/i)
  }
})
