import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../server/src/infrastructure.test-kit.ts'
import { axeViolations, closeVisits, openBrowser, takeScreenshot } from './browser.test-kit.ts'
import { fillIn, openTimes, pickTime } from './guest.test-kit.ts'
import { createHost } from './host.test-kit.ts'

// The clock stands at Monday, 1 February 2027, 08:00 UTC; the host works in Paris from 9 to 5.
let app: TestApp
let browser: Browser

beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser('whole')
  const host = await createHost(app, { username: 'grace' })
  await host.createMeetingType({ name: 'Intro call', slug: 'intro' })
})

afterAll(async () => {
  await closeVisits(browser)
  await app.close()
})

const open = (options = {}) => openTimes(browser, `${app.url}/grace/intro`, options)
const line = (page: Page) => page.getByText(/eld for you/)
const book = (page: Page) => page.getByRole('button', { name: 'Book', exact: true }).click()
const booked = (page: Page) => page.getByRole('heading', { name: 'You are booked' }).waitFor()

/** Starts that are held now, as 'MM-DD HH:MM' in UTC. */
async function held(): Promise<string[]> {
  const rows = await app.database.sql<{ startTime: Date }[]>`
    select lower(during) as "startTime" from claims where expires_at > now() order by 1`
  return rows.map(({ startTime }) => startTime.toISOString().slice(5, 16).replace('T', ' '))
}
const expectHeld = (starts: string[]) => expect.poll(held, { timeout: 10_000 }).toEqual(starts)

test('the form holds its time, says until when, and books it', async () => {
  const { page, complaints, layoutShift, leave } = await open()
  await pickTime(page, 'Tuesday 2 February', '11:00')
  await page.getByText(/^Held for you until \d\d:\d\d$/).waitFor()
  expect(await held()).toEqual(['02-02 10:00'])
  expect(await line(page).getAttribute('role')).toBe('status')
  expect(await layoutShift()).toBeLessThan(0.01)
  expect(await axeViolations(page)).toEqual([])
  await takeScreenshot(page, 'booking-hold-1280-light')

  const other = await open()
  await other.page.getByRole('button', { name: 'Tuesday 2 February' }).click()
  await other.page.getByRole('button', { name: '11:30' }).waitFor()
  expect(await other.page.getByRole('button', { name: '11:00' }).count()).toBe(0)
  await other.leave()

  await fillIn(page, { name: 'Ada Lovelace', email: 'ada@example.com' })
  await book(page)
  await booked(page)
  expect(await held()).toEqual([])
  expect(complaints).toEqual([])
  await leave()
})

test('who books before the answer to the hold has come is not refused for their own hold', async () => {
  const { page, leave } = await open()
  const answer = Promise.withResolvers<void>()
  await page.route('**/api/holds', async (route) => {
    const response = await route.fetch()
    await answer.promise
    await route.fulfill({ response })
  })
  const sent: string[] = []
  page.on('request', (request) =>
    sent.push(`${request.method()} ${new URL(request.url()).pathname}`),
  )
  await pickTime(page, 'Friday 19 February', '11:00')
  await fillIn(page, { name: 'Ada Lovelace', email: 'ada@example.com' })
  await expectHeld(['02-19 10:00'])
  await book(page)
  await page.getByRole('button', { name: 'Booking…' }).waitFor()
  expect(sent).not.toContain('POST /api/bookings')
  answer.resolve()
  await booked(page)
  expect(sent).toContain('POST /api/bookings')
  await leave()
})

test('who goes back lets the time go, and finds it free', async () => {
  const { page, leave } = await open()
  await pickTime(page, 'Wednesday 3 February', '11:00')
  await expectHeld(['02-03 10:00'])
  await page.getByRole('button', { name: 'Other times' }).click()
  await expectHeld([])
  // Their own time is still chosen: it was not somebody else who had it.
  await page.getByRole('button', { name: '11:00', pressed: true }).waitFor()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await line(page).waitFor()
  await expectHeld(['02-03 10:00'])
  await leave()
})

test('who leaves the page lets the time go', async () => {
  const { page, context, leave } = await open()
  await pickTime(page, 'Wednesday 3 February', '14:00')
  await expectHeld(['02-03 13:00'])
  const elsewhere = await context.newPage()
  await page.close({ runBeforeUnload: true })
  await expectHeld([])
  await elsewhere.close()
  await leave()
})

test('who loads the page again keeps the form, what they typed, and the time', async () => {
  const { page, complaints, leave } = await open()
  await pickTime(page, 'Thursday 4 February', '11:00')
  await line(page).waitFor()
  await page.getByLabel('Your name').fill('Ada')
  await page.reload()
  await page.getByRole('heading', { name: 'Your details' }).waitFor()
  await line(page).waitFor()
  await expect.poll(() => page.getByLabel('Your name').inputValue()).toBe('Ada')
  await expectHeld(['02-04 10:00'])
  await fillIn(page, { name: 'Ada', email: 'ada.again@example.com' })
  await book(page)
  await booked(page)
  expect(complaints).toEqual([])
  await leave()
})

test('when it lapses that is said politely, what was typed stays, and the time can be booked', async () => {
  const { page, leave } = await open()
  await page.clock.install()
  await pickTime(page, 'Friday 5 February', '11:00')
  await line(page).waitFor()
  await fillIn(page, { name: 'Ada', email: 'ada.late@example.com' })
  await app.database.sql`update claims set expires_at = now() where expires_at is not null`
  await page.clock.fastForward(301_000)
  await page.getByText('No longer held for you.').waitFor()
  expect(await page.getByLabel('Your name').inputValue()).toBe('Ada')
  await book(page)
  await booked(page)
  await leave()
})

test('when it lapsed and somebody else was faster, the nearest free times are held in turn', async () => {
  const { page, leave } = await open()
  await pickTime(page, 'Monday 8 February', '11:00')
  await line(page).waitFor()
  await fillIn(page, { name: 'Ada', email: 'ada.slow@example.com' })
  await app.database.sql`delete from claims where expires_at is not null`
  const faster = await open()
  await pickTime(faster.page, 'Monday 8 February', '11:00')
  await line(faster.page).waitFor()

  await book(page)
  const alert = page.getByRole('alert')
  await alert.getByText('This time was just taken. These are free:').waitFor()
  await alert.getByRole('button', { name: 'Mon 8 Feb, 11:30' }).click()
  await expectHeld(['02-08 10:00', '02-08 10:30'])
  await book(page)
  await booked(page)
  await faster.leave()
  await leave()
})

test('who opens the form for a time that somebody holds is told before they type', async () => {
  const holder = await open()
  await pickTime(holder.page, 'Tuesday 9 February', '11:00')
  const { page, leave } = await open()
  await page.route('**/api/availability/check*', (route) => route.abort())
  await page.getByRole('button', { name: 'Wednesday 10 February' }).click()
  await app.database.sql`
    update claims set during = tstzrange('2027-02-10T10:00:00Z', '2027-02-10T10:30:00Z')
    where expires_at is not null and lower(during) = '2027-02-09T10:00:00Z'`
  await page.getByRole('button', { name: '11:00', exact: true }).click()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByText('This time was just taken. These are free:').waitFor()
  await holder.leave()
  await leave()
})

test('where nothing can be held the form works all the same', async () => {
  const { page, leave } = await open()
  await page.route('**/api/holds', (route) => route.abort())
  await pickTime(page, 'Thursday 11 February', '11:00')
  await fillIn(page, { name: 'Ada', email: 'ada.unheld@example.com' })
  expect(await line(page).count()).toBe(0)
  await book(page)
  await booked(page)
  await leave()
})

test('without JavaScript nothing is held, and the form books', async () => {
  const { page, leave } = await open({ javaScriptEnabled: false })
  await page.goto(`${app.url}/grace/intro?time=2027-02-12T10:00:00Z`)
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('E-mail').fill('ada.plain@example.com')
  await book(page)
  await booked(page)
  await leave()
})
