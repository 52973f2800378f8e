import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../server/src/infrastructure.test-kit.ts'
import { closeVisits, openBrowser } from './browser.test-kit.ts'
import { book, createSettledHost, enter, expectToast } from './dashboard.test-kit.ts'
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

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

async function choose(page: Page, label: string, option: string) {
  await page.getByRole('button', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('a workflow is written with a preview, sent, switched off, changed and deleted', async () => {
  const { page, complaints, leave } = await enter(browser, app, host, '/app/workflows')
  await page.getByRole('link', { name: 'Create the first one' }).click()
  await field(page, 'Name').fill('Thank you')
  await field(page, 'Send it').fill('0')
  await choose(page, 'From when the time counts', 'after it is booked')
  await field(page, 'Subject').fill('Thank you for {{meeting}}')
  await field(page, 'Text').fill('Dear {{guest}},\n\nthank you! {{host}}')
  const preview = page.getByRole('complementary', { name: 'Preview of the message' })
  expect(await preview.innerText()).toMatch(/Thank you for Intro call\s+Dear Ada Lovelace,/)
  await page.getByRole('button', { name: 'Create' }).click()
  await expectToast(page, 'Thank you is saved')
  await page.getByText('As soon as it is booked').waitFor()

  await book(app, meetingTypeId, '2038-02-02T09:00:00Z', {
    name: 'Lin Chen',
    email: 'lin@x.example',
  })
  await app.releaseMessages()
  const [mail] = (await app.mails()).filter(({ mail }) => mail.subject.startsWith('Thank you'))
  expect(mail?.mail).toMatchObject({
    to: { address: 'lin@x.example' },
    subject: 'Thank you for Intro call',
    text: expect.stringContaining('Dear Lin Chen,\n\nthank you! Grace Hopper'),
  })

  await page.getByText('On', { exact: true }).click()
  await expectToast(page, 'Thank you is off')
  await book(app, meetingTypeId, '2038-02-02T10:00:00Z', { name: 'Mateus Silva' })
  await app.releaseMessages()
  const thanks = (await app.mails()).filter(({ mail }) => mail.subject.startsWith('Thank you'))
  expect(thanks).toHaveLength(1)

  await page.getByRole('link', { name: 'Thank you' }).click()
  await field(page, 'Name').fill('Thanks')
  await page.getByRole('link', { name: 'Bookings' }).click()
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' })
  await question.getByRole('button', { name: 'Stay' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Saved')
  await page.getByRole('button', { name: 'Delete Thanks' }).click()
  const sure = page.getByRole('alertdialog', { name: 'Delete Thanks?' })
  await sure.getByRole('button', { name: 'Delete' }).click()
  await expectToast(page, 'Thanks is deleted')
  await page.getByRole('heading', { name: 'No workflows yet' }).waitFor()
  expect(complaints).toEqual([])
  await leave()
})

test('by keyboard alone: SMS to oneself, with a mistake that is led to and mended', async () => {
  const { page, leave } = await enter(browser, app, host, '/app/workflows/new')
  await field(page, 'Name').focus()
  await page.keyboard.type('Text me')
  await page.getByRole('radio', { name: 'The guest' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('radio', { name: 'Mail' }).focus()
  await page.keyboard.press('ArrowRight')
  await field(page, 'Text').focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('{{guest}} comes')
  await page.getByRole('button', { name: 'Create' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Please enter your mobile number.').waitFor()
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('name')))
    .toBe('phoneNumber')
  await page.keyboard.type('+33 6 12 34 56 78')
  await page.keyboard.press('Enter')
  await expectToast(page, 'Text me is saved')
  const [row] = await app.database.sql`select * from workflows`
  expect(row).toMatchObject({
    channel: 'sms',
    recipient: 'host',
    phone_number: '+33612345678',
    text: '{{guest}} comes',
  })
  await leave()
})

test('SMS to the guest takes nothing that the guest types, and says so', async () => {
  const { page, leave } = await enter(browser, app, host, '/app/workflows/new')
  await field(page, 'Name').fill('Text them')
  await page.getByText('What you can put in').click()
  const offered = () => page.locator('dl code').allInnerTexts()
  expect(await offered()).toContain('{{guest}}')
  await page.getByRole('radio', { name: 'Mail' }).focus()
  await page.keyboard.press('ArrowRight')
  expect(await offered()).toEqual(['{{host}}', '{{meeting}}', '{{time}}', '{{place}}', '{{link}}'])
  await field(page, 'Text').fill('Hi {{guest}}')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByText(/^{{guest}} cannot be in a text message to the guest/).waitFor()
  await field(page, 'Text').fill('See you {{time}}')
  await page.getByRole('button', { name: 'Create' }).click()
  await expectToast(page, 'Text them is saved')
  await leave()
})

test('of another host cannot be opened', async () => {
  const [row] = await app.database.sql`select id from workflows`
  const other = await createSettledHost(app, 'mallory')
  const { page, leave } = await enter(browser, app, other, '/app/workflows')
  await page.getByRole('heading', { name: 'No workflows yet' }).waitFor()
  await page.goto(`${app.url}/app/workflows/${row?.id}`)
  await page.getByRole('heading', { name: 'There is no such workflow' }).waitFor()
  await leave()
})
