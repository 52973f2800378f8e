import { readFile } from 'node:fs/promises'
import type { CreatedBooking, MeetingType } from '@rendez/contract'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../server/src/infrastructure.test-kit.ts'
import { closeVisits, openBrowser, type VisitorOptions, visit } from './browser.test-kit.ts'
import { openTimes } from './guest.test-kit.ts'
import { createHost, type TestHost } from './host.test-kit.ts'

// The clock stands at Monday, 1 February 2027, 08:00 UTC; the host works in Paris from 9 to 5.
let app: TestApp
let browser: Browser
let host: TestHost
let intro: MeetingType

beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser()
  host = await createHost(app, { username: 'grace' })
  intro = await host.createMeetingType({
    name: 'Intro call',
    slug: 'intro',
    location: { kind: 'phone', phoneNumber: '+33 1 23 45 67 89' },
  })
})

afterAll(async () => {
  await closeVisits(browser)
  await app.close()
})

const book = (startTime: string, meetingTypeId = intro.id) =>
  app.services.bookings.create(
    {
      meetingTypeId,
      startTime,
      inviteeName: 'Ada Lovelace',
      inviteeEmail: 'ada@example.com',
      inviteeTimeZone: 'Europe/Paris',
      notes: '',
    },
    null,
  )

const pathOf = ({ id, manageToken }: CreatedBooking) => `/booking/${id}#${manageToken}`
const open = (path: string, options?: VisitorOptions) => openTimes(browser, app.url + path, options)

describe('the page of a booking', () => {
  test('moves the booking, which stays the same one', async () => {
    const booking = await book('2027-02-02T10:00:00Z')
    const { page, complaints, leave } = await open(pathOf(booking))
    await page.getByText('+33 1 23 45 67 89').waitFor()
    await page.getByRole('button', { name: 'Reschedule' }).click()
    await page.getByRole('button', { name: 'Friday 5 February' }).click()
    await page.getByRole('button', { name: '14:00' }).click()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByRole('button', { name: 'Move meeting' }).click()
    await page.getByRole('heading', { name: 'Your meeting was moved' }).waitFor()
    expect(await page.getByRole('main').innerText()).toContain('Friday, 5 February 2027')
    expect(complaints).toEqual([])
    const access = { by: 'invitee', manageToken: booking.manageToken } as const
    expect(await app.services.bookings.get(access, booking.id)).toMatchObject({
      startTime: '2027-02-05T13:00:00Z',
      version: booking.version + 1,
    })
    await leave()
  })

  test('a length that the host changed meanwhile is shown before the move', async () => {
    const review = await host.createMeetingType({
      name: 'Review',
      slug: 'review',
      durationMinutes: 60,
    })
    const booking = await book('2027-02-19T10:00:00Z', review.id)
    await host.updateMeetingType(review.id, { durationMinutes: 30 })
    const { page, leave } = await open(pathOf(booking))
    await page.getByRole('button', { name: 'Reschedule' }).click()
    await page.getByRole('button', { name: 'Monday 22 February' }).click()
    await page.getByRole('button', { name: '14:00' }).click()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByText('14:00–14:30').waitFor()
    await page.getByRole('button', { name: 'Move meeting' }).click()
    await page.getByRole('heading', { name: 'Your meeting was moved' }).waitFor()
    await page.getByText('14:00–14:30').waitFor()
    await leave()
  })

  test('a time that is taken meanwhile is told, and another one can be picked', async () => {
    const booking = await book('2027-02-03T10:00:00Z')
    const { page, leave } = await open(pathOf(booking))
    await page.getByRole('button', { name: 'Reschedule' }).click()
    await page.getByRole('button', { name: 'Monday 8 February' }).click()
    await page.getByRole('button', { name: '14:00' }).click()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await book('2027-02-08T13:00:00Z')
    await page.getByRole('button', { name: 'Move meeting' }).click()
    await page.getByText('This time was just taken. These are free:').waitFor()
    await page.getByRole('button', { name: 'Mon 8 Feb, 14:30' }).click()
    await page.getByRole('button', { name: 'Move meeting' }).click()
    await page.getByRole('heading', { name: 'Your meeting was moved' }).waitFor()
    await leave()
  })

  test('a booking that somebody else changed meanwhile is shown as it is now', async () => {
    const booking = await book('2027-02-04T10:00:00Z')
    const access = { by: 'invitee', manageToken: booking.manageToken } as const
    const { page, leave } = await open(pathOf(booking))
    await page.getByRole('button', { name: 'Reschedule' }).click()
    await page.getByRole('button', { name: 'Monday 15 February' }).click()
    await page.getByRole('button', { name: '14:00' }).click()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await app.services.bookings.reschedule(
      access,
      { id: booking.id, startTime: '2027-02-16T09:00:00Z' },
      null,
    )
    await page.getByRole('button', { name: 'Move meeting' }).click()
    await page.getByRole('heading', { name: 'Your meeting' }).waitFor()
    expect(await page.getByRole('main').innerText()).toContain('Tuesday, 16 February 2027')
    await leave()
  })

  test('cancels after asking once more, with a reason, and offers to book again', async () => {
    const booking = await book('2027-02-09T10:00:00Z')
    const { page, complaints, leave } = await open(pathOf(booking), { width: 360 })
    await page.getByRole('button', { name: 'Cancel' }).tap()
    await page.getByRole('heading', { name: 'Cancel this meeting?' }).waitFor()
    await page.getByRole('button', { name: 'Keep it' }).tap()
    await page.getByRole('button', { name: 'Cancel' }).tap()
    await page.getByLabel('A word why').fill('I am ill.')
    await page.getByRole('button', { name: 'Cancel meeting' }).tap()
    await page.getByRole('heading', { name: 'Meeting cancelled' }).waitFor()
    await page.getByText('I am ill.').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    expect(complaints).toEqual([])
    const rows = await app.database.sql`
      select status from bookings where id = ${booking.id}`
    expect(rows).toEqual([{ status: 'cancelled' }])

    await page.reload()
    await page.getByRole('link', { name: 'Book another time' }).tap()
    await page.getByRole('heading', { name: 'Intro call' }).waitFor()
    await leave()
  })

  test('a meeting type that is switched off, then deleted, leaves other ways', async () => {
    const offer = await host.createMeetingType({ name: 'Old offer', slug: 'old-offer' })
    const booking = await book('2027-02-17T10:00:00Z', offer.id)
    await host.updateMeetingType(offer.id, { active: false })
    const { page, leave } = await open(pathOf(booking))
    await page.getByRole('button', { name: 'Reschedule' }).click()
    await page.getByText('This meeting takes no bookings at the moment.').waitFor()
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
    await host.removeMeetingType(offer.id)
    await page.getByRole('button', { name: 'Keep the time' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Cancel meeting' }).click()
    await page.getByRole('link', { name: 'Book another time' }).click()
    await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/grace')
    await leave()
  })

  test('hands out the calendar file and links to web calendars', async () => {
    const booking = await book('2027-02-10T10:00:00Z')
    const { page, complaints, leave } = await open(pathOf(booking))
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'File (.ics)' }).click()
    const file = await (await download).path()
    const text = await readFile(file, 'utf8')
    expect(text).toMatch(/^BEGIN:VCALENDAR/)
    expect(text).toContain('20270210T1')
    const addresses = await page
      .getByRole('region', { name: 'Add to your calendar' })
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    expect(addresses.map((address) => new URL(address).hostname)).toEqual([
      'calendar.google.com',
      'outlook.live.com',
      'outlook.office.com',
      'calendar.yahoo.com',
    ])
    expect(addresses.join()).not.toContain(booking.manageToken)
    expect(complaints).toEqual([])
    await leave()
  })

  test('the secret of the link is in no address that the server or another site sees', async () => {
    const booking = await book('2027-02-11T10:00:00Z')
    const { page, leave } = await visit(browser)
    const addresses: string[] = []
    page.on('request', (request) => {
      addresses.push(request.url().split('#')[0] ?? '', request.headers().referer ?? '')
    })
    await page.goto(app.url + pathOf(booking))
    await page.getByRole('heading', { name: 'Your meeting' }).waitFor()
    await page.getByRole('button', { name: 'Reschedule' }).click()
    await page
      .getByRole('button', { name: /February, 1\d times/ })
      .first()
      .waitFor()
    expect(addresses.join(' ')).not.toContain(booking.manageToken)
    expect(app.logs.join(' ')).not.toContain(booking.manageToken)
    await leave()
  })
})

describe('links that do not work', () => {
  test('an unknown booking, a wrong and a missing secret are told the same', async () => {
    const booking = await book('2027-02-12T10:00:00Z')
    for (const path of [
      '/booking/0190b0a0-0000-7000-8000-000000000000#wrong',
      `/booking/${booking.id}#wrong`,
      `/booking/${booking.id}`,
    ]) {
      const { page, leave } = await open(path)
      await page.getByRole('heading', { name: 'We do not know this link' }).waitFor()
      await leave()
    }
  })

  test('without a network the page says so and tries again', async () => {
    const booking = await book('2027-02-15T10:00:00Z')
    const { page, context, leave } = await visit(browser)
    await context.route('**/api/bookings/*', (route) => route.abort(), { times: 1 })
    await page.goto(app.url + pathOf(booking))
    await page.getByRole('heading', { name: 'Your meeting did not load' }).waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'Your meeting', exact: true }).waitFor()
    await leave()
  })

  test('a meeting that has begun can be looked at, not changed', async () => {
    const booking = await book('2027-02-01T15:00:00Z')
    app.clock.set('2027-02-01T15:10:00Z')
    const { page, leave } = await open(pathOf(booking))
    await page.getByRole('heading', { name: 'This meeting has begun' }).waitFor()
    expect(await page.getByRole('button', { name: 'Cancel' }).count()).toBe(0)
    await leave()
    app.clock.set('2027-02-01T08:00:00Z')
  })
})
