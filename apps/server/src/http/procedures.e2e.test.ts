import { createHash, randomUUID } from 'node:crypto'
import { listProcedures } from '@rendez/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { book, startTestHttp, type TestHttp } from './http.test-kit.ts'

type Access = 'anybody' | 'host' | 'manage'

// Whoever adds a procedure says here who may call it.
const whoMayCall: Record<string, Access> = {
  'hosts.profile': 'host',
  'hosts.updateProfile': 'host',
  'hosts.isUsernameFree': 'host',
  'schedules.list': 'host',
  'schedules.create': 'host',
  'schedules.update': 'host',
  'schedules.remove': 'host',
  'availability.slots': 'anybody',
  'availability.check': 'anybody',
  'availability.nextSlot': 'anybody',
  'bookings.create': 'anybody',
  'bookings.get': 'manage',
  'bookings.reschedule': 'manage',
  'bookings.cancel': 'manage',
  'bookings.list': 'host',
  'holds.create': 'anybody',
  'holds.release': 'anybody',
  'workflows.list': 'host',
  'workflows.get': 'host',
  'workflows.create': 'host',
  'workflows.update': 'host',
  'workflows.remove': 'host',
  'meetingTypes.list': 'host',
  'meetingTypes.get': 'host',
  'meetingTypes.create': 'host',
  'meetingTypes.update': 'host',
  'meetingTypes.remove': 'host',
  'meetingTypes.hostPage': 'anybody',
  'meetingTypes.meetingTypePage': 'anybody',
}
const procedures = listProcedures()

let http: TestHttp
let stranger: string
let inputs: Record<string, object>
let otherToken: string

beforeAll(async () => {
  http = await startTestHttp()
  stranger = await http.logIn()
  const offer = await http.offer({ slug: 'intro' })
  const own = await book(http, offer)
  otherToken = (await book(http, offer, { startTime: '2027-02-02T12:00:00Z' })).manageToken
  const { meetingTypeId, scheduleId } = offer
  const workflow = workflowOf(meetingTypeId)
  const { id: workflowId } = await http.services.workflows.create(offer.hostId, workflow)
  // From here on nothing changes by itself.
  await http.mails()
  // Valid inputs that name what belongs to the offer's host.
  inputs = {
    'hosts.updateProfile': { bio: 'changed' },
    'hosts.isUsernameFree': { username: 'somebody' },
    'schedules.create': { name: 'x', timeZone: 'UTC', weeklyHours: noHours },
    'schedules.update': { id: scheduleId, name: 'changed' },
    'schedules.remove': { id: scheduleId },
    'bookings.get': { id: own.id },
    'bookings.reschedule': { id: own.id, startTime: '2027-02-04T09:00:00Z' },
    'bookings.cancel': { id: own.id },
    'bookings.list': {},
    'workflows.get': { id: workflowId },
    'workflows.create': workflow,
    'workflows.update': { ...workflow, id: workflowId, name: 'changed' },
    'workflows.remove': { id: workflowId },
    'meetingTypes.get': { id: meetingTypeId },
    'meetingTypes.create': {
      name: 'x',
      slug: 'x',
      durationMinutes: 30,
      location: { kind: 'phone', phoneNumber: '1' },
    },
    'meetingTypes.update': { id: meetingTypeId, name: 'changed' },
    'meetingTypes.remove': { id: meetingTypeId },
  }
})
afterAll(() => http.close())

const workflowOf = (meetingTypeId: string) =>
  ({
    meetingTypeId,
    name: 'x',
    trigger: 'booked',
    offsetMinutes: 0,
    channel: 'mail',
    recipient: 'invitee',
    phoneNumber: null,
    subject: 'x',
    text: 'x',
    active: false,
  }) as const

const noHours = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
}

async function call(path: string, headers: Record<string, string>) {
  const { type } = procedures.find((procedure) => procedure.path === path) ?? {}
  const input = inputs[path]
  const query =
    input === undefined ? '' : `?${new URLSearchParams({ input: JSON.stringify(input) })}`
  return type === 'query'
    ? http.call(`/api/trpc/${path}${query}`, { headers })
    : http.call(`/api/trpc/${path}`, { headers, body: input ?? {} })
}

/** Everything that belongs to hosts, in short: what a refused call must leave as it is. */
async function everything(): Promise<string> {
  const { sql } = http.database
  const tables = [
    'hosts',
    'schedules',
    'meeting_types',
    'bookings',
    'claims',
    'outbox',
    'workflows',
  ]
  const rows = await Promise.all(tables.map((table) => sql`select * from ${sql(table)} order by 1`))
  const text = JSON.stringify(rows, (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  return createHash('sha256').update(text).digest('hex')
}

test('every procedure is listed here, and nothing else', () => {
  expect(procedures.map(({ path }) => path).sort()).toEqual(Object.keys(whoMayCall).sort())
})

const closed = procedures.filter(({ path }) => whoMayCall[path] !== 'anybody')

describe.each(closed.map(({ path }) => path))('%s', (path) => {
  test('is refused to anybody', async () => {
    const before = await everything()
    for (const headers of [{}, { cookie: 'rendez.session_token=forged' }]) {
      const { status, body } = await call(path, headers)
      expect(status).toBe(401)
      expect(body).toMatchObject({ error: { data: { error: { code: 'UNAUTHENTICATED' } } } })
    }
    expect(await everything()).toBe(before)
  })

  test('is refused to the holder of another token', async () => {
    const before = await everything()
    for (const token of [otherToken, randomUUID()]) {
      const { status } = await call(path, { 'x-manage-token': token })
      // A token says nothing of being a host; of another booking it says nothing at all.
      expect(status).toBe(whoMayCall[path] === 'manage' ? 404 : 401)
    }
    expect(await everything()).toBe(before)
  })
})

const ofOneThing = closed.filter(({ input }) => 'id' in input.shape)

describe.each(ofOneThing.map(({ path }) => path))("%s of another host's", (path) => {
  test('is not found and changes nothing', async () => {
    const before = await everything()
    const { status, body } = await call(path, { cookie: stranger })
    expect(status).toBe(404)
    expect(body).toMatchObject({ error: { data: { error: { code: 'NOT_FOUND' } } } })
    expect(await everything()).toBe(before)
  })
})

test("a workflow cannot be for another host's meeting type", async () => {
  const before = await everything()
  const { status, body } = await call('workflows.create', { cookie: stranger })
  expect(status).toBe(400)
  expect(body).toMatchObject({
    error: { data: { error: { fields: [{ path: 'meetingTypeId' }] } } },
  })
  expect(await everything()).toBe(before)
})

test("a host's lists hold nothing of another host", async () => {
  for (const path of ['bookings.list', 'meetingTypes.list', 'schedules.list', 'workflows.list']) {
    const { status, text } = await call(path, { cookie: stranger })
    expect(status).toBe(200)
    for (const input of Object.values(inputs)) {
      if ('id' in input) expect(text).not.toContain(input.id)
    }
  }
})

test('what anybody may call tells nothing of a host but what is public', async () => {
  const { username } = await http.offer({ slug: 'intro' })
  const input = (value: object) => new URLSearchParams({ input: JSON.stringify(value) })
  const page = await http.call(`/api/trpc/meetingTypes.hostPage?${input({ username })}`)
  expect(page.status).toBe(200)
  expect(page.text).not.toMatch(/@example\.com|555 0100|"hostId"|"userId"/)
})
