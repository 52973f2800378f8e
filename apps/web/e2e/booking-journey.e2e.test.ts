import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../server/src/infrastructure.test-kit.ts'
import { closeVisits, openBrowser, type VisitorOptions } from './browser.test-kit.ts'
import { fillIn, openTimes, pickTime } from './guest.test-kit.ts'
import { createHost } from './host.test-kit.ts'

// The clock stands at Monday, 1 February 2027, 08:00 UTC; the host works in Paris from 9 to 5.
let app: TestApp
let browser: Browser

beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser()
  const host = await createHost(app, { username: 'grace' })
  await host.createMeetingType({
    name: 'Intro call',
    slug: 'intro',
    description: 'Half an hour to get to know each other.',
    bookingWindow: { kind: 'rolling_days', days: 90 },
  })
})

afterAll(async () => {
  await closeVisits(browser)
  await app.close()
})

const open = (path: string, options?: VisitorOptions) => openTimes(browser, app.url + path, options)

const bookingsOf = () =>
  app.database.sql<
    { startTime: Date; inviteeEmail: string; inviteeTimeZone: string; inviteeTimeFormat: string }[]
  >`
    select start_time as "startTime", invitee_email as "inviteeEmail",
      invitee_time_zone as "inviteeTimeZone", invitee_time_format as "inviteeTimeFormat"
    from bookings order by created_at`

describe('booking a time', () => {
  test('with the mouse: pick a day and a time, fill in the form, see what was booked', async () => {
    const { page, complaints, layoutShift, leave } = await open('/grace/intro')
    await pickTime(page, 'Wednesday 3 February', '10:30')
    await fillIn(page, { name: 'Ada Lovelace', email: 'ada@example.com', notes: 'About engines.' })
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()

    const text = await page.getByRole('main').innerText()
    expect(text).toContain('Intro call with Grace Hopper')
    expect(text).toContain('Wednesday, 3 February 2027')
    expect(text).toContain('10:30–11:00')
    expect(text).toContain('https://meet.example.com/grace')
    expect(text).toContain('About engines.')
    expect(await layoutShift()).toBeLessThan(0.01)
    expect(complaints).toEqual([])
    expect((await bookingsOf()).at(-1)).toEqual({
      startTime: new Date('2027-02-03T09:30:00Z'),
      inviteeEmail: 'ada@example.com',
      inviteeTimeZone: 'Europe/Paris',
      inviteeTimeFormat: '24h',
    })
    const addressees = (await app.mails()).map(({ mail }) => mail.to.address)
    expect(addressees).toContain('ada@example.com')

    // The address is now the booking's own.
    await page.reload()
    await page.getByRole('heading', { name: 'Your meeting' }).waitFor()
    await leave()
  })

  test('with the keyboard alone', async () => {
    const { page, complaints, leave } = await open('/grace/intro')
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key)
    }
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

    await press('Tab', 'Tab')
    expect(await focused()).toBe('On to March 2027')
    await press('Tab')
    expect(await focused()).toBe('Monday 1 February, 8 times')
    await press('ArrowDown', 'ArrowRight', 'End')
    expect(await focused()).toBe('Sunday 14 February, no times')
    await press('Enter')
    expect(await page.getByRole('gridcell', { selected: true }).innerText()).toBe('1')
    await press('Home', 'ArrowRight')
    expect(await focused()).toBe('Tuesday 9 February, 16 times')
    await press('PageDown')
    expect(await focused()).toMatch(/^Tuesday 9 March/)
    await page.getByText('March 2027').waitFor()
    await press('PageUp', 'Enter')
    expect(await page.getByRole('status').first().innerText()).toBe(
      '16 times on Tuesday 9 February',
    )
    // Zone, then the two clocks, then the times.
    await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Enter')
    expect(await page.getByRole('button', { pressed: true, name: '09:30' }).count()).toBe(1)
    await press('Tab', 'Enter')
    await page.getByRole('heading', { name: 'Your details' }).waitFor()
    await press('Tab')
    await page.keyboard.type('Katherine Johnson')
    await press('Tab')
    await page.keyboard.type('katherine@example.com')
    await press('Enter')
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('You are booked')
    expect(complaints).toEqual([])
    expect((await bookingsOf()).at(-1)?.startTime).toEqual(new Date('2027-02-09T08:30:00Z'))
    await leave()
  })

  test('on a phone the times come into view and the day stays in sight', async () => {
    const { page, complaints, layoutShift, leave } = await open('/grace/intro', { width: 360 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    await page.getByRole('button', { name: 'Thursday 4 February' }).tap()
    const first = page
      .getByRole('list', { name: /^Times on Thursday 4 February/ })
      .getByRole('button')
      .first()
    await expect.poll(async () => (await first.boundingBox())?.y).toBeLessThan(400)
    const last = page.getByRole('button', { name: '16:30' })
    await last.tap()
    const heading = page.getByRole('heading', { name: 'Thu 4 Feb' })
    await expect.poll(async () => (await heading.boundingBox())?.y).toBeGreaterThanOrEqual(0)
    await page.getByRole('button', { name: 'Next' }).tap()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    await fillIn(page, { name: 'Ada Lovelace', email: 'ada@example.com' })
    await page.getByRole('button', { name: 'Book', exact: true }).tap()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    expect(await layoutShift()).toBeLessThan(0.01)
    expect(complaints).toEqual([])
    await leave()
  })
})

describe('zones and clocks', () => {
  test('the device’s zone is detected, another can be found, both zones stand in the end', async () => {
    const { page, context, complaints, layoutShift, leave } = await open('/grace/intro', {
      timeZone: 'America/New_York',
      locale: 'en-US',
    })
    const zone = page.getByRole('combobox', { name: 'Time zone' })
    await expect.poll(() => zone.inputValue()).toBe('New York (UTC-5)'.replace('-', '−'))
    await page.getByRole('button', { name: 'Friday, February 5' }).click()
    await page.getByRole('button', { name: '3:00 AM' }).waitFor()
    expect(await layoutShift()).toBeLessThan(0.01)

    await zone.click()
    await page.keyboard.type('mumb')
    await page.getByRole('option', { name: 'Mumbai' }).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => zone.inputValue()).toBe('Kolkata (UTC+5:30)')
    await page.getByRole('button', { name: '24h clock' }).click()
    await page.getByRole('button', { name: '13:30' }).click()
    await page.getByRole('button', { name: 'Next' }).click()
    await fillIn(page, { name: 'Ada Lovelace', email: 'ada@example.com' })
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    const text = await page.getByRole('main').innerText()
    expect(text).toMatch(/13:30 – 14:00\s+Kolkata time/)
    expect(text).toMatch(/09:00 – 09:30\s+Paris time/)
    expect((await bookingsOf()).at(-1)).toMatchObject({ inviteeTimeFormat: '24h' })

    // Remembered: the next visit is rendered that way from the start.
    const again = await context.request.get(`${app.url}/grace/intro`)
    expect(await again.text()).toContain('value="Kolkata (UTC+5:30)"')
    expect(complaints).toEqual([])
    await leave()
  })

  test('mail writes times as the page did: by the language, and by the clock that was chosen', async () => {
    const { page, complaints, leave } = await open('/grace/intro?date=2027-02-15', {
      timeZone: 'America/New_York',
      locale: 'en-US',
    })
    await page.getByRole('button', { name: '3:30 AM' }).click()
    await page.getByRole('button', { name: 'Next' }).click()
    await fillIn(page, { name: 'Ada Lovelace', email: 'clock@example.com' })
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    const subjects = async () =>
      (await app.mails())
        .filter(({ mail }) => mail.to.address === 'clock@example.com')
        .map(({ mail }) => mail.subject)
    expect(await subjects()).toEqual([expect.stringMatching(/^Confirmed: .*Mon 15 Feb, 3:30 AM$/)])

    await page.getByRole('button', { name: 'Reschedule' }).click()
    await page.getByRole('button', { name: 'Tuesday, February 16' }).click()
    await page.getByRole('button', { name: '24h clock' }).click()
    await page.getByRole('button', { name: '04:00' }).click()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByRole('button', { name: 'Move meeting' }).click()
    await page.getByRole('heading', { name: 'Your meeting was moved' }).waitFor()
    expect(await subjects()).toContainEqual(expect.stringMatching(/^Moved: .*Tue 16 Feb, 04:00$/))
    expect(complaints).toEqual([])
    await leave()
  })

  test('a booking at night, and one after the clocks change, get a second look', async () => {
    const { page, leave } = await open('/grace/intro?date=2027-04-01', {
      timeZone: 'America/Los_Angeles',
      locale: 'en-US',
    })
    await page.getByRole('button', { name: '12:30 AM' }).click()
    await page.getByRole('button', { name: 'Next' }).click()
    const text = await page.getByRole('main').innerText()
    expect(text).toContain('Mind the hour: it will be 12:30 AM in Los Angeles.')
    expect(text).toContain('Los Angeles: Sun, Mar 14, 1 hour forward.')
    expect(text).toContain('Paris: Sun, Mar 28, 1 hour forward.')
    await leave()
  })
})

describe('links', () => {
  test('a link can name the time, the zone, the theme and the guest', async () => {
    const { page, complaints, leave } = await open(
      '/grace/intro?time=2027-02-12T09:00:00Z&timezone=Asia/Kathmandu&theme=dark&name=Ada%20Lovelace&email=ada%40example.com',
    )
    await page.getByRole('heading', { name: 'Your details' }).waitFor()
    expect(await page.getByRole('main').innerText()).toMatch(/14:45–15:15\s+Kathmandu time/)
    expect(await page.getByLabel('Your name').inputValue()).toBe('Ada Lovelace')
    expect(await page.getByLabel('E-mail').inputValue()).toBe('ada@example.com')
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(
      'dark',
    )
    await page.getByRole('button', { name: 'Other times' }).click()
    await page.getByRole('button', { name: '14:45', pressed: true }).waitFor()
    expect(complaints).toEqual([])
    await leave()
  })

  test('the address follows, a reload stays, Back leads from the form to the times', async () => {
    const { page, leave } = await open('/grace/intro')
    await pickTime(page, 'Monday 8 February', '11:00')
    expect(page.url()).toContain('time=2027-02-08T10%3A00%3A00.000Z')
    await page.getByLabel('Your name').fill('Ada')
    await page.reload()
    await expect.poll(() => page.getByLabel('Your name').inputValue()).toBe('Ada')
    await page.getByRole('button', { name: 'Other times' }).click()
    await page.getByRole('button', { name: 'On to March 2027' }).click()
    expect(page.url()).toContain('month=2027-03')

    await pickTime(page, 'Tuesday 2 March', '11:00')
    await page.goBack()
    await page.getByRole('button', { name: '11:00', pressed: true }).waitFor()
    await leave()
  })
})
