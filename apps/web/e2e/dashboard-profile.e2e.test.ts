import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../server/src/infrastructure.test-kit.ts'
import { closeVisits, openBrowser } from './browser.test-kit.ts'
import { arrive, createSettledHost, enter, expectToast } from './dashboard.test-kit.ts'

let app: TestApp
let browser: Browser

beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser()
})

afterAll(async () => {
  await closeVisits(browser)
  await app.close()
})

test('name, username, bio, zone, clock and week are changed together', async () => {
  const host = await createSettledHost(app, 'grace')
  await createSettledHost(app, 'taken-name')
  const { page, leave } = await enter(browser, app, host, '/app/profile')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Grace M. Hopper')
  await page.getByRole('textbox', { name: 'Username' }).fill('taken-name')
  await page.getByText('Taken', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('This username is taken.').waitFor()
  await page.getByRole('textbox', { name: 'Username' }).fill('admiral')
  await page.getByText('Free', { exact: true }).waitFor()
  await page.getByText('Links with your old username stop working.').waitFor()
  await page.getByLabel('About you').fill('Compilers and clocks.')
  await page.getByRole('button', { name: 'Time zone' }).click()
  await page.getByRole('searchbox', { name: /Search by city/ }).fill('kathm')
  await page.getByRole('option', { name: /Kathmandu/ }).click()
  await page.getByText('9:30 pm').click()
  await page.getByText('Sunday', { exact: true }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Saved')

  const [row] = await app.database.sql`select * from hosts where username = 'admiral'`
  expect(row).toMatchObject({
    display_name: 'Grace M. Hopper',
    bio: 'Compilers and clocks.',
    time_zone: 'Asia/Kathmandu',
    time_format: '12h',
    week_start: 'sunday',
  })
  await page.getByRole('button', { name: 'Copy link' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${app.url}/admiral`)
  await page.getByRole('link', { name: 'Bookings' }).click()
  await page.getByText('Times in Kathmandu, on a 12-hour clock.').waitFor()
  await leave()
})

test('a new password logs out every other browser', async () => {
  const host = await createSettledHost(app, 'hedy')
  const elsewhere = await arrive(browser, app)
  await elsewhere.page.goto(`${app.url}/app/login`)
  await elsewhere.page.getByLabel('E-mail').fill(host.email)
  await elsewhere.page.getByLabel('Password', { exact: true }).fill(host.password)
  await elsewhere.page.getByRole('button', { name: 'Log in', exact: true }).click()
  await elsewhere.page.getByRole('heading', { name: 'Bookings', exact: true }).waitFor()

  const { page, leave } = await enter(browser, app, host, '/app/profile')
  await page.getByLabel('Current password', { exact: true }).fill('not my password')
  await page.getByLabel('New password', { exact: true }).fill('orchid-7-harbour-2')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('name')))
    .toBe('currentPassword')
  await page.getByLabel('Current password', { exact: true }).fill(host.password)
  await page.getByLabel('New password', { exact: true }).fill('orchid-7-harbour-2')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expectToast(page, 'Your password is changed')
  await page.getByRole('link', { name: 'Bookings' }).click()
  await page.getByRole('heading', { name: 'Bookings', exact: true }).waitFor()

  await elsewhere.page.reload()
  await elsewhere.page.getByRole('heading', { name: 'Log in' }).waitFor()
  await elsewhere.leave()
  await leave()
})

test('the theme follows the system until one is chosen, and is remembered', async () => {
  const host = await createSettledHost(app, 'lise')
  const { page, leave } = await enter(browser, app, host, '/app/bookings', { colorScheme: 'dark' })
  const ground = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  expect(await ground()).toBe('rgb(14, 15, 17)')
  await page.getByRole('button', { name: /Your account/ }).click()
  await page.getByRole('menuitemradio', { name: 'Light' }).click()
  await expect.poll(ground).toBe('rgb(246, 246, 247)')
  await page.reload()
  await page.getByRole('heading', { name: 'Bookings', exact: true }).waitFor()
  expect(await ground()).toBe('rgb(246, 246, 247)')
  await leave()
})

test('every screen and every link is reached from the keyboard', async () => {
  const host = await createSettledHost(app, 'mary')
  await host.createMeetingType({ name: 'Intro call', slug: 'intro' })
  const { page, complaints, leave } = await enter(browser, app, host, '/app/bookings')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Commands' }).waitFor()
  await page.keyboard.type('avail')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Availability', exact: true }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Commands' }).waitFor()
  await page.keyboard.type('link of intro')
  await page.keyboard.press('Enter')
  await expectToast(page, 'Link copied')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${app.url}/mary/intro`)
  expect(complaints).toEqual([])
  await leave()
})
