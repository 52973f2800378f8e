import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../server/src/infrastructure.test-kit.ts'
import { closeVisits, lookAt, openBrowser, visit } from './browser.test-kit.ts'
import { createSettledHost, enter, expectToast } from './dashboard.test-kit.ts'
import type { TestHost } from './host.test-kit.ts'

let app: TestApp
let browser: Browser
let host: TestHost
let meetingTypeId: string

beforeAll(async () => {
  app = await startTestApp()
  // The clock of the database is the real one, and the meetings must be ahead of it. A Monday too.
  app.clock.set('2038-02-01T08:00:00Z')
  browser = await openBrowser()
  host = await createSettledHost(app, 'grace')
  const intro = { name: 'Intro call', slug: 'intro', minimumNoticeMinutes: 0 }
  meetingTypeId = (await host.createMeetingType(intro)).id
})

afterAll(async () => {
  await closeVisits(browser)
  await app.close()
})

async function choose(page: Page, label: string, option: string) {
  await page.getByRole('button', { name: label }).click()
  await page.getByRole('option', { name: option }).click()
}

test('a host says in plain words when guests are reminded, and how', async () => {
  const path = `/app/meeting-types/${meetingTypeId}`
  const { page, complaints, leave } = await enter(browser, app, host, path)
  await page.getByRole('button', { name: 'Remove the reminder 1 hour before' }).click()
  await page.getByRole('button', { name: 'Add a reminder' }).click()
  await choose(page, 'Reminder 2', '2 days before')
  await choose(page, 'How guests are reminded', 'By SMS too, always')
  await page.getByText('Remind me too, by mail').click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Saved')
  const [row] = await app.database.sql`
    select reminder_minutes, remind_host, sms from meeting_types`
  expect(row).toEqual({ reminder_minutes: [2880, 1440], remind_host: true, sms: 'required' })
  // What a saving button announces stays in the page for a while, and would be looked at too.
  await page.reload()
  await page.getByText('2 days before').first().waitFor()
  expect(await lookAt(page, 'dashboard-reminders')).toEqual([])
  expect(complaints).toEqual([])
  await leave()
})

test('a guest is asked for a number, told what it is for, and reminded by mail and SMS', async () => {
  const { page, complaints, leave } = await visit(browser)
  await page.goto(`${app.url}/grace/intro?time=2038-02-03T09:00:00Z`)
  const number = page.getByRole('textbox', { name: 'Mobile number' })
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ada Lovelace')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.com')
  await page.getByRole('button', { name: 'Book' }).click()
  await page.getByText('Please enter your mobile number').waitFor()
  await expect.poll(() => number.evaluate((input) => input === document.activeElement)).toBe(true)
  await page.getByText('you agree to get text messages about this meeting').waitFor()
  await number.fill('06 12 34 56 78')
  await page.getByRole('button', { name: 'Book' }).click()
  await page.getByText('Please enter the number with its country code').waitFor()
  expect(await lookAt(page, 'booking-phone')).toEqual([])
  await number.fill('+33 6 12 34 56 78')
  await page.getByRole('button', { name: 'Book' }).click()
  await page.getByText('+33612345678').waitFor()
  expect(complaints.filter((text) => !text.includes('400'))).toEqual([])
  await leave()

  await app.releaseMessages()
  await app.database.sql`update scheduled_messages set due_at = now() where rule = 'reminder:1440'`
  await app.releaseMessages()
  const reminders = (await app.mails()).filter(({ mail }) => mail.subject.startsWith('Reminder'))
  expect(reminders.map(({ mail }) => mail.to.address).sort()).toEqual([
    'ada@example.com',
    'grace@example.com',
  ])
  expect((await app.texts()).map(({ sms }) => sms)).toEqual([
    { to: '+33612345678', text: expect.stringContaining('Reminder: Intro call with Grace Hopper') },
  ])
})

test('the host sees the number', async () => {
  const { page, leave } = await enter(browser, app, host, '/app/bookings')
  await page
    .getByRole('link', { name: /Intro call/ })
    .first()
    .click()
  await page.getByRole('link', { name: '+33612345678' }).waitFor()
  await leave()
})

test('without JavaScript the number travels with the form', async () => {
  const { page, leave } = await visit(browser, { javaScriptEnabled: false })
  await page.goto(`${app.url}/grace/intro?time=2038-02-04T09:00:00Z`)
  await page.getByLabel('Your name').fill('Grete Hermann')
  await page.getByLabel('E-mail').fill('grete@example.com')
  await page.getByLabel('Mobile number').fill('123')
  await page.getByRole('button', { name: 'Book', exact: true }).click()
  await page.getByText('Please enter the number with its country code').waitFor()
  expect(await page.getByLabel('Mobile number').inputValue()).toBe('123')
  await page.getByLabel('Mobile number').fill('0033612345679')
  await page.getByRole('button', { name: 'Book', exact: true }).click()
  await page.getByText('+33612345679').waitFor()
  await leave()
})

test('where no SMS is sent, nobody is asked for a number', async () => {
  await host.createMeetingType({ name: 'Quiet', slug: 'quiet', minimumNoticeMinutes: 0 })
  const { page, leave } = await visit(browser)
  await page.goto(`${app.url}/grace/quiet?time=2038-02-05T09:00:00Z`)
  await page.getByRole('textbox', { name: 'Your name' }).waitFor()
  expect(await page.getByRole('textbox', { name: 'Mobile number' }).count()).toBe(0)
  await leave()
})
