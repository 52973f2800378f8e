import type { CreatedBooking, MeetingType } from '@rendez/contract'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../server/src/infrastructure.test-kit.ts'
import {
  closeVisits,
  lookAt,
  openBrowser,
  takeScreenshot,
  type VisitorOptions,
  visit,
} from './browser.test-kit.ts'
import { fillIn, openTimes } from './guest.test-kit.ts'
import { createHost, type TestHost } from './host.test-kit.ts'

const ada = { name: 'Ada Lovelace', email: 'ada@example.com', notes: 'Two questions on engines.' }
const description = `A first conversation: what you build, what stands in the way, and whether I can help.

Bring a question. There are no slides.`

// The clock stands at Monday, 1 February 2027, 08:00 UTC; the host works in Paris from 9 to 5.
let app: TestApp
let browser: Browser
let host: TestHost
let intro: MeetingType

beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser()
  host = await createHost(app, { username: 'grace' })
  await host.updateProfile({ bio: 'I help teams make programs that read like sentences.' })
  intro = await host.createMeetingType({
    name: 'Intro call',
    slug: 'intro',
    description,
    color: '#0f766e',
    bookingWindow: { kind: 'rolling_days', days: 90 },
  })
  await host.createMeetingType({
    name: 'Code review, together',
    slug: 'review',
    description: 'An hour over your code.',
    durationMinutes: 60,
    color: '#b45309',
    location: { kind: 'in_person', address: '12 rue Cler, Paris' },
  })
  await host.createMeetingType({
    name: 'Quick question',
    slug: 'question',
    durationMinutes: 15,
    color: '#7c3aed',
    location: { kind: 'phone', phoneNumber: '+33 1 23 45 67 89' },
  })
  await host.createMeetingType({ name: 'Closed', slug: 'closed', active: false })
  await host.createMeetingType({
    name: 'Spring only',
    slug: 'spring',
    bookingWindow: { kind: 'date_range', startDate: '2027-05-03', endDate: '2027-05-14' },
  })
})

afterAll(async () => {
  await closeVisits(browser)
  await app.close()
})

const open = async (path: string, options?: VisitorOptions) =>
  (await openTimes(browser, app.url + path, options)).page

const book = (startTime: string) =>
  app.services.bookings.create(
    {
      meetingTypeId: intro.id,
      startTime,
      inviteeName: ada.name,
      inviteeEmail: ada.email,
      inviteeTimeZone: 'Europe/Paris',
      notes: ada.notes,
    },
    null,
  )

const pathOf = ({ id, manageToken }: CreatedBooking) => `/booking/${id}#${manageToken}`

describe('on wide screens and phones, in light and dark, with nothing for axe to say', () => {
  test('pages without a script', async () => {
    const { page } = await visit(browser)
    await page.goto(`${app.url}/grace`)
    expect(await lookAt(page, 'booking-host')).toEqual([])
    await page.goto(`${app.url}/grace/closed`)
    expect(await lookAt(page, 'booking-inactive')).toEqual([])
    await page.goto(`${app.url}/nobody`)
    expect(await lookAt(page, 'booking-not-found')).toEqual([])
    await page.context().close()
    const { page: plain } = await visit(browser, { javaScriptEnabled: false })
    await plain.goto(`${app.url}/grace/intro`)
    await takeScreenshot(plain, 'booking-without-script-1280-light')
    await plain.context().close()
  })

  test('picking a time', async () => {
    const page = await open('/grace/intro')
    expect(await lookAt(page, 'booking-pick')).toEqual([])
    await page.getByRole('button', { name: 'Wednesday 10 February' }).click()
    await page.getByRole('button', { name: '10:30' }).click()
    expect(await lookAt(page, 'booking-pick-chosen')).toEqual([])
    await page.getByRole('combobox').click()
    await page.keyboard.type('san')
    await page.getByRole('option').first().waitFor()
    expect(await lookAt(page, 'booking-pick-zone')).toEqual([])
    await page.context().close()
  })

  test('months without times, still loading, or not loaded', async () => {
    const page = await open('/grace/spring?month=2027-03')
    expect(await lookAt(page, 'booking-pick-empty')).toEqual([])
    await page.route('**/api/availability/slots*', () => {})
    await page.getByRole('button', { name: 'Back to February 2027' }).click()
    await page.getByText('Looking for free times…').waitFor()
    expect(await lookAt(page, 'booking-pick-loading')).toEqual([])
    await page.route('**/api/availability/slots*', (route) => route.abort())
    await page.reload()
    await page.getByRole('button', { name: 'On to March 2027' }).click()
    await page.getByText('The times did not load.').waitFor()
    expect(await lookAt(page, 'booking-pick-failed')).toEqual([])
    await page.context().close()
  })

  test('filling in the form, and what can come of it', async () => {
    const page = await open('/grace/intro?time=2027-04-06T07:00:00Z', {
      timeZone: 'America/New_York',
    })
    await expect.poll(() => page.getByRole('main').innerText()).toContain('New York time')
    expect(await lookAt(page, 'booking-details')).toEqual([])
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    expect(await lookAt(page, 'booking-details-invalid')).toEqual([])
    await fillIn(page, ada)
    await page.route('**/api/bookings', (route) => route.abort(), { times: 1 })
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByText('We could not reach the server.').waitFor()
    expect(await lookAt(page, 'booking-details-offline')).toEqual([])
    // As when the hold has lapsed.
    await app.database.sql`delete from claims where expires_at is not null`
    await book('2027-04-06T07:00:00Z')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('This time was just taken. These are free:').waitFor()
    expect(await lookAt(page, 'booking-details-taken')).toEqual([])
    await page.getByRole('list', { name: 'Free times nearby' }).getByRole('button').last().click()
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    expect(await lookAt(page, 'booking-booked')).toEqual([])
    await page.context().close()
  })

  test('managing a booking', async () => {
    const booking = await book('2027-02-10T10:00:00Z')
    const page = await open(pathOf(booking))
    await page.getByRole('heading', { name: 'Your meeting' }).waitFor()
    expect(await lookAt(page, 'booking-manage')).toEqual([])
    await page.getByRole('button', { name: 'Reschedule' }).click()
    await page.getByRole('button', { name: 'Thursday 11 February' }).click()
    await page.getByRole('button', { name: '14:00' }).click()
    expect(await lookAt(page, 'booking-move')).toEqual([])
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    expect(await lookAt(page, 'booking-move-confirm')).toEqual([])
    await page.getByRole('button', { name: 'Move meeting' }).click()
    await page.getByRole('heading', { name: 'Your meeting was moved' }).waitFor()
    expect(await lookAt(page, 'booking-moved')).toEqual([])
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(await lookAt(page, 'booking-cancel')).toEqual([])
    await page.getByLabel('A word why').fill('I am ill, sorry.')
    await page.getByRole('button', { name: 'Cancel meeting' }).click()
    await page.getByRole('heading', { name: 'Meeting cancelled' }).waitFor()
    expect(await lookAt(page, 'booking-cancelled')).toEqual([])
    await page.context().close()
  })

  test('a booking that is loading, over, unknown, or out of reach', async () => {
    const booking = await book('2027-02-01T15:00:00Z')
    const page = await open(pathOf(booking))
    await page.route('**/api/bookings/*', () => {})
    await page.reload()
    expect(await lookAt(page, 'booking-manage-loading')).toEqual([])
    await page.unroute('**/api/bookings/*')
    await page.route('**/api/bookings/*', (route) => route.abort())
    await page.reload()
    await page.getByRole('heading', { name: 'Your meeting did not load' }).waitFor()
    expect(await lookAt(page, 'booking-manage-failed')).toEqual([])
    await page.unroute('**/api/bookings/*')
    app.clock.set('2027-02-01T15:10:00Z')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'This meeting has begun' }).waitFor()
    expect(await lookAt(page, 'booking-begun')).toEqual([])
    app.clock.set('2027-02-01T08:00:00Z')
    await page.goto(`${app.url}/booking/${booking.id}#wrong`)
    await page.reload()
    await page.getByRole('heading', { name: 'We do not know this link' }).waitFor()
    expect(await lookAt(page, 'booking-unknown')).toEqual([])
    await page.context().close()
  })
})
