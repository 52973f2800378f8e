import { describe, expect, test } from 'vitest'
import { openMeetingType } from './open-meeting-type.ts'
import { readVisit } from './read-visit.ts'

const meetingType = {
  id: '0190b0a0-0000-7000-8000-000000000000',
  name: 'Intro',
  slug: 'intro',
  description: '',
  durationMinutes: 30,
  locationKind: 'link',
  color: '#2563eb',
  sms: 'off',
  host: { username: 'grace', displayName: 'Grace Hopper', bio: '', timeZone: 'Pacific/Apia' },
  scheduleTimeZone: 'Pacific/Apia',
} as const

/** Opens the page over the given starts; no other slot is free. */
function open(query: string, instants: string[]) {
  const all = instants.map((instant) => Date.parse(instant))
  const url = `https://rendez.example/grace/intro${query}`
  return openMeetingType({
    visit: readVisit({ url, acceptLanguage: 'en-GB', cookies: '' }, meetingType.host.timeZone),
    meetingType,
    now: Date.parse('2027-02-01T08:00:00Z'),
    idempotencyKey: 'key',
    source: {
      listSlots: async (from, to) =>
        all
          .filter((start) => from <= start && start < to)
          .map((start) => ({ start, end: start + 45 * 60_000 })),
      findNextStart: async (from) => all.find((start) => start >= from) ?? null,
    },
  })
}

describe('openMeetingType', () => {
  test('opens on the first month with a time, in the zone in which it is shown', async () => {
    // In Apia this is already the first of May.
    const model = await open('', ['2027-04-30T22:00:00Z'])
    expect(model).toMatchObject({ month: '2027-05', opensOnFirst: true })
    expect(model.slots.starts).toHaveLength(1)
  })

  test('without any free time it opens on this month and says so', async () => {
    expect(await open('', [])).toMatchObject({
      month: '2027-02',
      slots: { starts: [], durationMinutes: null, nextStart: null },
    })
  })

  test('opens where the address says; an empty month knows the next free time', async () => {
    const model = await open('?month=2027-03', ['2027-05-10T09:00:00Z'])
    expect(model).toMatchObject({ month: '2027-03', opensOnFirst: false })
    expect(model.slots.nextStart).toBe(Date.parse('2027-05-10T09:00:00Z'))
  })

  test('a date opens its month, a start its month in the zone', async () => {
    expect((await open('?date=2027-06-03', [])).month).toBe('2027-06')
    const start = '2027-04-30T22:00:00Z'
    expect(await open(`?time=${start}`, [start])).toMatchObject({
      month: '2027-05',
      start: Date.parse(start),
      date: '2027-05-01',
      goneStart: null,
    })
  })

  test('the slots say how long they are, whatever the meeting type said', async () => {
    const model = await open('?month=2027-03', ['2027-03-10T09:00:00Z'])
    expect(model.slots.durationMinutes).toBe(45)
  })

  test('a start that is not free any more is told, not chosen', async () => {
    expect(await open('?time=2027-04-30T22:00:00Z', [])).toMatchObject({
      date: '2027-05-01',
      start: null,
      goneStart: Date.parse('2027-04-30T22:00:00Z'),
    })
  })
})
