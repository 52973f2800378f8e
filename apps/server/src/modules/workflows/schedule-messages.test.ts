import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  insertRealBooking as book,
  openTestWorkflows,
  type TestWorkflows,
} from './workflows.test-kit.ts'

let kit: TestWorkflows
beforeAll(async () => {
  kit = await openTestWorkflows()
})
beforeEach(() => kit.setUp())
afterEach(() => kit.expectNoViolations())
afterAll(() => kit.close())

describe('reminders', () => {
  test('of a new booking wait until a day and an hour before its start', async () => {
    const booking = await book(kit, '3 days')
    expect(await kit.scheduled(booking.id)).toEqual([
      { rule: 'reminder:1440', version: 0, before: 1440 },
      { rule: 'reminder:60', version: 0, before: 60 },
    ])
  })

  test('go by what the meeting type says, which may be nothing', async () => {
    await kit.setReminders([10, 2880, 30])
    const several = await book(kit, '3 days')
    expect((await kit.scheduled(several.id)).map(({ before }) => before)).toEqual([2880, 30, 10])
    await kit.setReminders([])
    expect(await kit.scheduled(several.id)).toEqual([])
    const none = await book(kit, '4 days')
    expect(await kit.scheduled(none.id)).toEqual([])
  })

  test('whose time had passed when the booking was made are not sent late', async () => {
    const soon = await book(kit, '90 minutes')
    expect((await kit.scheduled(soon.id)).map(({ rule }) => rule)).toEqual(['reminder:60'])
    const verySoon = await book(kit, '15 minutes')
    expect(await kit.scheduled(verySoon.id)).toEqual([])
  })

  test('that waited in an outbox for hours are still scheduled by when the booking was made', async () => {
    const booking = await book(kit, '90 minutes', { handle: false })
    // Made two hours ago, for a start in ten minutes: the hour before was to come, and is sent now.
    await kit.shift(booking.id, '-80 minutes')
    await kit.handleEvents()
    expect((await kit.scheduled(booking.id)).map(({ rule }) => rule)).toEqual(['reminder:60'])
  })

  test('move with the booking', async () => {
    const booking = await book(kit, '3 days')
    await kit.move(booking, '5 days')
    expect(await kit.scheduled(booking.id)).toEqual([
      { rule: 'reminder:1440', version: 1, before: 1440 },
      { rule: 'reminder:60', version: 1, before: 60 },
    ])
    await kit.move(booking, '2 hours')
    expect(await kit.scheduled(booking.id)).toEqual([
      { rule: 'reminder:60', version: 2, before: 60 },
    ])
  })

  test('that were sent are sent again for a new time, and what was due before the move is not', async () => {
    const booking = await book(kit, '25 hours')
    await kit.release(booking.id, 'reminder:1440')
    await kit.move(booking, '4 days')
    expect((await kit.scheduled(booking.id)).map(({ rule }) => rule)).toEqual([
      'reminder:1440',
      'reminder:60',
    ])
    await kit.release(booking.id, 'reminder:1440')
    await kit.move(booking, '3 hours')
    expect((await kit.scheduled(booking.id)).map(({ rule }) => rule)).toEqual(['reminder:60'])
  })

  test('are dropped with the booking', async () => {
    const booking = await book(kit, '3 days')
    await kit.cancel(booking)
    expect(await kit.scheduled(booking.id)).toEqual([])
  })

  test('stay as they are however often, and in which order, events come', async () => {
    const booking = await book(kit, '25 hours')
    await kit.release(booking.id, 'reminder:1440')
    await kit.repeatEvents()
    expect((await kit.scheduled(booking.id)).map(({ rule }) => rule)).toEqual(['reminder:60'])
    await kit.move(booking, '2 hours')
    const before = await kit.scheduled(booking.id)
    await kit.repeatEvents()
    // Of a booking made long ago: a day before its new start is over all the same.
    await kit.repeatEvents('2020-01-01T00:00:00Z')
    expect(await kit.scheduled(booking.id)).toEqual(before)
    await kit.cancel(booking)
    await kit.repeatEvents()
    expect(await kit.scheduled(booking.id)).toEqual([])
  })

  test('of a host who is gone are gone', async () => {
    const booking = await book(kit, '3 days', { handle: false })
    await kit.database.sql`delete from users`
    await kit.handleEvents()
    expect(await kit.scheduled(booking.id)).toEqual([])
  })
})

describe('a change of the reminders', () => {
  test('counts for what is booked already, from now on', async () => {
    const [tomorrow, later] = [await book(kit, '20 hours'), await book(kit, '9 days')]
    await kit.setReminders([1440, 120])
    // A day before tomorrow's meeting is over: nobody hears of it late.
    expect((await kit.scheduled(tomorrow.id)).map(({ rule }) => rule)).toEqual(['reminder:120'])
    expect((await kit.scheduled(later.id)).map(({ rule }) => rule)).toEqual([
      'reminder:1440',
      'reminder:120',
    ])
  })

  test('does not send again what was sent', async () => {
    const booking = await book(kit, '25 hours')
    await kit.release(booking.id, 'reminder:1440')
    await kit.setReminders([])
    await kit.setReminders([1440, 60])
    expect((await kit.scheduled(booking.id)).map(({ rule }) => rule)).toEqual(['reminder:60'])
  })

  test('and bookings made at the same time agree in the end', async () => {
    for (let round = 0; round < 5; round += 1) {
      await kit.setReminders([1440, 60])
      const bookings = [await book(kit, `${3 + round} days`, { handle: false })]
      await Promise.all([kit.setReminders([30]), kit.handleEvents()])
      for (const { id } of bookings) {
        expect((await kit.scheduled(id)).map(({ rule }) => rule)).toEqual(['reminder:30'])
      }
    }
  })
})

describe('the repair', () => {
  test('schedules what is missing, takes away what is wrong, and leaves the rest', async () => {
    const [well, wrong] = [await book(kit, '25 hours'), await book(kit, '4 days')]
    await kit.release(well.id, 'reminder:1440')
    const missing = await book(kit, '3 days', { handle: false })
    await kit.cancel(wrong, { handle: false })
    await kit.database.sql`delete from outbox where kind like 'booking.%'`
    expect(await kit.repair()).toBe(2)
    expect(await kit.scheduled(missing.id)).toHaveLength(2)
    expect(await kit.scheduled(wrong.id)).toEqual([])
    expect((await kit.scheduled(well.id)).map(({ rule }) => rule)).toEqual(['reminder:60'])
    expect(await kit.repair()).toBe(0)
  })
})
