import type { MeetingType } from '@rendez/contract'
import type { Browser, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../server/src/infrastructure.test-kit.ts'
import { closeVisits, openBrowser } from './browser.test-kit.ts'
import { fillIn, openTimes, pickTime } from './guest.test-kit.ts'
import { createHost, type TestHost } from './host.test-kit.ts'

const ada = { name: 'Ada Lovelace', email: 'ada@example.com', notes: 'Two questions.' }

// The clock stands at Monday, 1 February 2027, 08:00 UTC; the host works in Paris from 9 to 5.
let app: TestApp
let browser: Browser
let host: TestHost
let intro: MeetingType

beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser()
  host = await createHost(app, { username: 'grace' })
  intro = await host.createMeetingType({ name: 'Intro call', slug: 'intro' })
})

afterAll(async () => {
  await closeVisits(browser)
  await app.close()
})

/** Somebody else is faster. */
const book = (startTime: string, meetingTypeId = intro.id) =>
  app.services.bookings.create(
    {
      meetingTypeId,
      startTime,
      inviteeName: 'Mary Jackson',
      inviteeEmail: 'mary@example.com',
      inviteeTimeZone: 'UTC',
      notes: '',
    },
    null,
  )

const open = (path: string) => openTimes(browser, app.url + path)

/** As when they have lapsed. */
const endHolds = async () => {
  await app.database.sql`delete from claims where expires_at is not null`
}

// A page that a test leaves may hold its time, and one browser may hold only some.
afterEach(endHolds)

const bookedBy = (email: string) =>
  app.database.sql`select start_time from bookings where invitee_email = ${email}`

describe('a time that is taken meanwhile', () => {
  test('while the form is filled: what was typed stays, the nearest free times are offered', async () => {
    const { page, leave } = await open('/grace/intro')
    await pickTime(page, 'Tuesday 2 February', '11:00')
    await fillIn(page, { ...ada, email: 'ada.one@example.com' })
    await endHolds()
    await book('2027-02-02T10:00:00Z')
    await page.getByRole('button', { name: 'Book', exact: true }).click()

    const alert = page.getByRole('alert')
    await alert.getByText('This time was just taken. These are free:').waitFor()
    const offered = await alert.getByRole('listitem').allInnerTexts()
    expect(offered).toContain('Tue 2 Feb, 10:30')
    expect(offered).toContain('Tue 2 Feb, 11:30')
    expect(await page.getByLabel('Your name').inputValue()).toBe('Ada Lovelace')
    expect(await page.getByLabel('Anything that helps').inputValue()).toBe('Two questions.')

    await alert.getByRole('button', { name: 'Tue 2 Feb, 11:30' }).click()
    expect(await page.getByRole('main').innerText()).toContain('11:30–12:00')
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    expect(await bookedBy('ada.one@example.com')).toEqual([
      { start_time: new Date('2027-02-02T10:30:00Z') },
    ])
    await leave()
  })

  test('before it is chosen: the check tells at once, and it is no longer shown', async () => {
    const { page, leave } = await open('/grace/intro')
    await page.getByRole('button', { name: 'Wednesday 3 February' }).click()
    await book('2027-02-03T10:00:00Z')
    await page.getByRole('button', { name: '11:00' }).click()
    await page.getByText('That time is not free. These are:').waitFor()
    await expect.poll(() => page.getByRole('button', { name: '11:00' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Next', exact: true }).count()).toBe(0)
    await leave()
  })

  test('a link to a time that is gone opens its day and says so', async () => {
    await book('2027-02-04T10:00:00Z')
    const { page, leave } = await open('/grace/intro?time=2027-02-04T10:00:00Z')
    await page.getByText('That time is not free. These are:').waitFor()
    await leave()
  })

  test('a link to a time that was never offered says no more than that', async () => {
    const { page, leave } = await open('/grace/intro?time=2027-02-06T10:00:00Z')
    await page.getByText('That time is not free.', { exact: true }).waitFor()
    expect(await page.getByRole('main').innerText()).not.toContain('taken')
    await leave()
  })

  test('a day that fills up meanwhile is told as such', async () => {
    const once = await host.createMeetingType({
      name: 'Once a day',
      slug: 'once',
      maxBookingsPerDay: 1,
    })
    const { page, leave } = await open('/grace/once')
    await pickTime(page, 'Tuesday 9 February', '11:00')
    await fillIn(page, ada)
    await book('2027-02-09T14:00:00Z', once.id)
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByText('This day is fully booked. Please pick another day.').waitFor()
    await page.getByRole('button', { name: 'See all free times' }).click()
    const day = page.getByRole('button', { name: 'Tuesday 9 February, no times' })
    await expect.poll(() => day.count()).toBe(1)
    await leave()
  })

  test('a meeting type that is switched off meanwhile is told as such', async () => {
    const seasonal = await host.createMeetingType({ name: 'Seasonal', slug: 'seasonal' })
    const { page, leave } = await open('/grace/seasonal')
    await pickTime(page, 'Wednesday 10 February', '11:00')
    await fillIn(page, ada)
    await host.updateMeetingType(seasonal.id, { active: false })
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByText('This meeting cannot be booked at the moment.').waitFor()
    await leave()
  })
})

describe('the network', () => {
  /** The server books, but its answer is lost on the way. */
  const loseAnswer = async (route: Route) => {
    await route.fetch()
    await route.abort('connectionreset')
  }

  test('an answer that is lost: trying again books once', async () => {
    const { page, leave } = await open('/grace/intro')
    const keys: (string | undefined)[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/api/bookings')) keys.push(request.headers()['x-idempotency-key'])
    })
    await pickTime(page, 'Thursday 11 February', '11:00')
    await fillIn(page, { ...ada, email: 'ada.two@example.com' })
    await page.route('**/api/bookings', loseAnswer, { times: 2 })
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByText('We could not reach the server.').waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => keys.length).toBe(2)
    await page.getByText('We could not reach the server.').waitFor()

    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(await bookedBy('ada.two@example.com')).toHaveLength(1)
    await leave()
  })

  test('an answer that is lost, and the page loaded again: it finds the booking', async () => {
    const { page, leave } = await open('/grace/intro')
    await pickTime(page, 'Thursday 18 February', '11:00')
    await fillIn(page, { ...ada, email: 'ada.five@example.com' })
    await page.route('**/api/bookings', loseAnswer, { times: 1 })
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByText('We could not reach the server.').waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    expect(await bookedBy('ada.five@example.com')).toHaveLength(1)
    await leave()
  })

  test('what changes between two attempts is another request, with another key', async () => {
    const { page, leave } = await open('/grace/intro')
    const keys: (string | undefined)[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/api/bookings')) keys.push(request.headers()['x-idempotency-key'])
    })
    await pickTime(page, 'Friday 12 February', '11:00')
    await fillIn(page, { ...ada, email: 'ada.three@example.com' })
    await page.route('**/api/bookings', (route) => route.abort(), { times: 1 })
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByText('We could not reach the server.').waitFor()
    await page.getByLabel('Your name').fill('Ada, Countess of Lovelace')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    expect(new Set(keys).size).toBe(2)
    await leave()
  })

  test('a server of the release before books and moves as well: it does without the clock', async () => {
    // What this server says of a field that it does not know, the older one says of the clock.
    const answerAsOlder = async (route: Route) => {
      const { inviteeTimeFormat, ...known } = route.request().postDataJSON()
      if (inviteeTimeFormat === undefined) return route.continue()
      const response = await route.fetch({ postData: { ...known, unheardOf: true } })
      const body = (await response.text()).replace('unheardOf', 'inviteeTimeFormat')
      await route.fulfill({ response, body })
    }
    const { page, leave } = await open('/grace/intro')
    await page.route('**/api/bookings', answerAsOlder)
    await page.route('**/reschedule', answerAsOlder)
    await pickTime(page, 'Wednesday 17 February', '11:00')
    await fillIn(page, { ...ada, email: 'ada.six@example.com' })
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    await page.getByRole('button', { name: 'Reschedule' }).click()
    await pickTime(page, 'Wednesday 17 February', '12:00')
    await page.getByRole('button', { name: 'Move meeting' }).click()
    await page.getByRole('heading', { name: 'Your meeting was moved' }).waitFor()
    expect(await bookedBy('ada.six@example.com')).toEqual([
      { start_time: new Date('2027-02-17T11:00:00Z') },
    ])
    await leave()
  })

  test('slots that do not load can be asked for again', async () => {
    const { page, leave } = await open('/grace/intro?month=2027-02')
    await page.route('**/api/availability/slots*', (route) => route.abort())
    await page.getByRole('button', { name: 'On to March 2027' }).click()
    await page.getByRole('button', { name: 'On to April 2027' }).click()
    await page.getByText('The free times did not load.').waitFor()
    await page.unroute('**/api/availability/slots*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('button', { name: 'Thursday 1 April, 16 times' }).waitFor()
    await leave()
  })
})

describe('the form', () => {
  test('what is missing is said at its field, which takes the focus', async () => {
    const { page, leave } = await open('/grace/intro?time=2027-02-15T10:00:00Z')
    await page.getByLabel('Your name').fill('Ada')
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    const email = page.getByLabel('E-mail')
    expect(await email.getAttribute('aria-invalid')).toBe('true')
    expect(await email.evaluate((field) => field === document.activeElement)).toBe(true)
    await leave()
  })

  test('what the server finds wrong with a field is said at that field', async () => {
    const { page, leave } = await open('/grace/intro?time=2027-02-22T10:00:00Z')
    await fillIn(page, { ...ada, email: 'ada@localhost' })
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByText('Please enter a valid e-mail address.').waitFor()
    expect(await page.getByLabel('E-mail').getAttribute('aria-invalid')).toBe('true')
    await leave()
  })

  test('what people type is shown as text, whatever it looks like', async () => {
    const { page, complaints, leave } = await open('/grace/intro?time=2027-02-16T10:00:00Z')
    const name = `<img src=x onerror="document.title='broken'"> "O’Brien" & 🦊`
    await fillIn(page, {
      name,
      email: 'ada.four@example.com',
      notes: '</script><b>bold</b>\n\nsecond',
    })
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    await page.reload()
    await page.getByText(name).waitFor()
    await page.getByText('</script><b>bold</b>').waitFor()
    expect(await page.title()).toBe('Your meeting')
    expect(complaints).toEqual([])
    await leave()
  })
})
