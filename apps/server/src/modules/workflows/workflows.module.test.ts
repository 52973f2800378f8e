import {
  type CreateMeetingTypeInput,
  type CreateWorkflowInput,
  createWorkflowSchema,
  DomainError,
} from '@rendez/contract'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestHost } from '../../db/scheduling.test-kit.ts'
import { refusalOf } from '../bookings/bookings.test-kit.ts'
import { createWorkflowsModule, type WorkflowsModule } from './workflows.module.ts'
import {
  insertRealBooking as book,
  openTestWorkflows,
  type TestWorkflows,
} from './workflows.test-kit.ts'

let kit: TestWorkflows
let workflows: WorkflowsModule['service']
beforeAll(async () => {
  kit = await openTestWorkflows()
  const log = pino({ level: 'silent' })
  workflows = createWorkflowsModule({ database: kit.database, log }).service
})
beforeEach(async () => {
  await kit.setUp()
  await kit.setReminders([])
})
afterEach(() => kit.expectNoViolations())
afterAll(() => kit.close())

const inputOf = (changes: Partial<CreateWorkflowInput> = {}): CreateWorkflowInput => ({
  meetingTypeId: kit.meetingTypeId,
  name: 'How to prepare',
  trigger: 'before_start',
  offsetMinutes: 120,
  channel: 'mail',
  recipient: 'invitee',
  phoneNumber: null,
  subject: 'Before {{meeting}}',
  text: 'Hi {{guest}}',
  active: true,
  ...changes,
})
const create = (changes?: Partial<CreateWorkflowInput>) =>
  workflows.create(kit.host.hostId, inputOf(changes))
const patience = { timeout: 10_000, interval: 10 }
const rulesOf = async (id: string) => (await kit.scheduled(id)).map(({ rule }) => rule)

describe('a workflow', () => {
  test('is kept as its host wrote it, listed, changed and removed', async () => {
    const created = await create()
    expect(created).toMatchObject(inputOf())
    expect(await workflows.list(kit.host.hostId)).toEqual([created])
    const text = 'See you {{time}}'
    const changed = { ...created, name: 'Other', channel: 'sms', subject: '', text } as const
    expect(await workflows.update(kit.host.hostId, changed)).toEqual(changed)
    expect(await workflows.get(kit.host.hostId, created.id)).toEqual(changed)
    await workflows.remove(kit.host.hostId, created.id)
    expect(await workflows.list(kit.host.hostId)).toEqual([])
    const again = workflows.remove(kit.host.hostId, created.id)
    expect(await refusalOf(again)).toMatchObject({ code: 'NOT_FOUND' })
  })

  test("of another host is not there, and none is made for another's meeting type", async () => {
    const created = await create()
    const { hostId } = await createTestHost(kit.database)
    expect(await workflows.list(hostId)).toEqual([])
    for (const request of [workflows.get, workflows.remove]) {
      const refusal = await refusalOf(request(hostId, created.id))
      expect(refusal).toMatchObject({ code: 'NOT_FOUND' })
    }
    expect(await refusalOf(workflows.update(hostId, created))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(workflows.create(hostId, inputOf()))).toMatchObject({
      details: { fields: [{ path: 'meetingTypeId' }] },
    })
    expect(await workflows.get(kit.host.hostId, created.id)).toEqual(created)
  })

  test('that is changed and removed at once ends without a quarrel', async () => {
    const workflow = await create()
    const { sql } = kit.database
    const countWaiting = async () => {
      const [row] = await sql`
        select count(*)::int as count from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`
      return row?.count
    }
    let both: Promise<PromiseSettledResult<unknown>[]> = Promise.resolve([])
    await sql.begin(async (transaction) => {
      await transaction`select from meeting_types where id = ${kit.meetingTypeId} for update`
      const change = workflows.update(kit.host.hostId, { ...workflow, name: 'Other' })
      await expect.poll(countWaiting, patience).toBe(1)
      both = Promise.allSettled([change, workflows.remove(kit.host.hostId, workflow.id)])
      await expect.poll(countWaiting, patience).toBe(2)
    })
    const [changed, removed] = await both
    expect(removed).toEqual({ status: 'fulfilled', value: undefined })
    // What was changed may be gone before it is read again.
    const fault = changed?.status === 'rejected' ? changed.reason : undefined
    expect(fault === undefined || fault instanceof DomainError).toBe(true)
    expect(await workflows.list(kit.host.hostId)).toEqual([])
  })

  test('goes with its meeting type, while reminders stay with what is booked', async () => {
    await create()
    await kit.setReminders([60])
    const booking = await book(kit, '3 days')
    expect(await rulesOf(booking.id)).toHaveLength(2)
    await kit.meetingTypes.remove(kit.host.hostId, kit.meetingTypeId)
    expect(await rulesOf(booking.id)).toEqual(['reminder:60'])
    expect(await workflows.list(kit.host.hostId)).toEqual([])
  })

  test('is one of ten active ones of its meeting type, and of a hundred of its host', async () => {
    const [first] = await Promise.all(Array.from({ length: 10 }, () => create()))
    const message = 'A meeting type can have at most 10 active workflows.'
    const tooMany = {
      code: 'VALIDATION_ERROR',
      message,
      details: { fields: [{ path: '', message }] },
    }
    expect(await refusalOf(create())).toMatchObject(tooMany)
    const waiting = await create({ active: false })
    const change = (changes: object) =>
      workflows.update(kit.host.hostId, { ...waiting, ...changes })
    expect(await refusalOf(change({ active: true }))).toMatchObject(tooMany)
    // One of the ten itself may be changed, and gives its place to another.
    if (first === undefined) throw new Error('not created')
    await workflows.update(kit.host.hostId, { ...first, name: 'Other' })
    const other = await kit.meetingTypes.create(kit.host.hostId, otherType)
    const elsewhere = await create({ meetingTypeId: other.id })
    expect(
      await refusalOf(
        workflows.update(kit.host.hostId, { ...elsewhere, meetingTypeId: kit.meetingTypeId }),
      ),
    ).toMatchObject(tooMany)
    await workflows.update(kit.host.hostId, { ...first, active: false })
    await change({ active: true })
    for (let have = 12; have < 100; have += 1) await create({ active: false })
    expect(await refusalOf(create({ active: false }))).toMatchObject({
      message: 'You can have at most 100 workflows.',
    })
  })

  test.each([
    ['text', { text: ' ' }, 'Please write the message.'],
    ['subject', { subject: '' }, 'A mail needs a subject.'],
    ['text', { text: 'Hi {{gust}}' }, 'There is no placeholder {{gust}}.'],
    ['subject', { subject: '{{ name }}' }, 'There is no placeholder {{ name }}.'],
    [
      'text',
      { channel: 'sms', text: 'x'.repeat(481) },
      'A text message has at most 480 characters.',
    ],
    [
      'text',
      { channel: 'sms', text: 'Hi {{guest}}' },
      '{{guest}} cannot be in a text message to the guest: whoever books could send words of their own to any number.',
    ],
    ['phoneNumber', { channel: 'sms', recipient: 'host' }, 'Please enter your mobile number.'],
    ['offsetMinutes', { offsetMinutes: 0 }, 'At least 5 minutes before the start.'],
    ['offsetMinutes', { offsetMinutes: 43_201 }, 'At most 30 days.'],
  ] as const)('with a mistake is refused at %s', (path, changes, message) => {
    const { error } = createWorkflowSchema.safeParse(inputOf(changes))
    expect(error?.issues).toMatchObject([{ path: [path], message }])
  })
})

describe('the time of its message', () => {
  const dueAfter = async (column: 'created_at' | 'updated_at' | 'end_time', id: string) => {
    const { sql } = kit.database
    const rows = await sql<{ minutes: number; version: number }[]>`
      select round(extract(epoch from s.due_at - b.${sql(column)}) / 60)::int as minutes, s.version
      from scheduled_messages s join bookings b on b.id = s.booking_id where s.booking_id = ${id}`
    return rows.map((row) => ({ ...row }))
  }

  test('is so long after the booking, which is said once, moved or not', async () => {
    await create({ trigger: 'booked', offsetMinutes: 10 })
    const booking = await book(kit, '3 days')
    await kit.move(booking, '4 days')
    expect(await dueAfter('created_at', booking.id)).toEqual([{ minutes: 10, version: 0 }])
    await kit.cancel(booking)
    expect(await rulesOf(booking.id)).toEqual([])
  })

  test('is so long after a move, and only the last one counts', async () => {
    const { id } = await create({ trigger: 'moved', offsetMinutes: 0 })
    const booking = await book(kit, '3 days')
    expect(await rulesOf(booking.id)).toEqual([])
    await kit.move(booking, '4 days')
    await kit.move(booking, '5 days')
    expect(await rulesOf(booking.id)).toEqual([`workflow:${id}`])
    expect(await dueAfter('updated_at', booking.id)).toEqual([{ minutes: 0, version: 2 }])
  })

  test('is so long after a cancellation, and of nothing else', async () => {
    await create({ trigger: 'cancelled', offsetMinutes: 60 })
    const booking = await book(kit, '3 days')
    expect(await rulesOf(booking.id)).toEqual([])
    await kit.cancel(booking)
    expect(await dueAfter('updated_at', booking.id)).toEqual([{ minutes: 60, version: 1 }])
  })

  test('is so long after the end', async () => {
    await create({ trigger: 'after_end', offsetMinutes: 1440 })
    const booking = await book(kit, '3 days')
    await kit.move(booking, '2 days')
    expect(await dueAfter('end_time', booking.id)).toEqual([{ minutes: 1440, version: 1 }])
  })
})

describe('what is booked already', () => {
  test('gets the messages that are still to come', async () => {
    const booking = await book(kit, '3 days')
    await create({ trigger: 'booked', offsetMinutes: 0 })
    const { id } = await create({ trigger: 'before_start', offsetMinutes: 60 })
    await create({ offsetMinutes: 5 * 1440 })
    expect(await rulesOf(booking.id)).toEqual([`workflow:${id}`])
  })

  test('follows every change: another time, off, on, another meeting type, gone', async () => {
    const booking = await book(kit, '3 days')
    const workflow = await create()
    const change = (changes: object) =>
      workflows.update(kit.host.hostId, { ...workflow, ...changes })
    await change({ offsetMinutes: 30 })
    expect((await kit.scheduled(booking.id)).map(({ before }) => before)).toEqual([30])
    await change({ active: false })
    expect(await rulesOf(booking.id)).toEqual([])
    await change({ active: true })
    expect(await rulesOf(booking.id)).toHaveLength(1)
    const { id } = await kit.meetingTypes.create(kit.host.hostId, otherType)
    await change({ meetingTypeId: id })
    expect(await rulesOf(booking.id)).toEqual([])
    await change({ meetingTypeId: kit.meetingTypeId })
    await workflows.remove(kit.host.hostId, workflow.id)
    expect(await rulesOf(booking.id)).toEqual([])
  })
})

const otherType: CreateMeetingTypeInput = {
  name: 'Other',
  slug: 'other',
  description: '',
  durationMinutes: 30,
  stepMinutes: null,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  bookingWindow: { kind: 'open' },
  maxBookingsPerDay: null,
  location: { kind: 'phone', phoneNumber: '1' },
  color: '#2b50d4',
  active: true,
  secret: false,
  scheduleId: null,
  reminderMinutes: [],
  remindHost: false,
  sms: 'off',
}
