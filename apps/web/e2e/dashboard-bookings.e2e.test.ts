import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../server/src/infrastructure.test-kit.ts'
import { closeVisits, openBrowser } from './browser.test-kit.ts'
import { book, createSettledHost, enter, expectToast } from './dashboard.test-kit.ts'
import type { TestHost } from './host.test-kit.ts'

// The clock stands at Monday, 1 February 2027, 08:00 UTC, 09:00 for the host in Paris.
let app: TestApp
let browser: Browser
let host: TestHost
let introId: string

beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser()
  host = await createSettledHost(app, 'grace')
  const intro = await host.createMeetingType({
    name: 'Intro call',
    slug: 'intro',
    minimumNoticeMinutes: 0,
  })
  introId = intro.id
  await book(app, introId, '2027-02-01T09:00:00Z', {
    name: 'Ada Lovelace',
    notes: 'About engines.',
  })
  await book(app, introId, '2027-02-02T09:00:00Z', { name: 'Mary Somerville' })
  await book(app, introId, '2027-02-04T14:00:00Z', { name: 'Emmy Noether' })
})

afterAll(async () => {
  await closeVisits(browser)
  await app.close()
})

describe('the list of bookings', () => {
  test('groups what is to come by day, in the host’s zone', async () => {
    const { page, complaints, layoutShift, leave } = await enter(browser, app, host, '/app')
    await page.getByText('Times in Paris, on a 24-hour clock.').waitFor()
    const days = page.getByRole('heading', { level: 2 })
    await days.first().waitFor()
    expect(await days.allInnerTexts()).toEqual([
      expect.stringMatching(/^Today\s*Monday 1 February$/),
      expect.stringMatching(/^Tomorrow\s*Tuesday 2 February$/),
      'Thursday 4 February',
    ])
    const row = await page.getByRole('listitem').first().innerText()
    expect(row).toMatch(/10:00.10:30\s+Intro call\s+Ada Lovelace\s+Online meeting/)
    expect(await layoutShift()).toBeLessThan(0.01)
    expect(complaints).toEqual([])
    await leave()
  })

  test('keeps tab and search in the address', async () => {
    const { page, leave } = await enter(browser, app, host, '/app/bookings')
    await page.getByRole('searchbox', { name: /Search by name/ }).fill('noether')
    await expect.poll(() => page.getByRole('listitem').count()).toBe(1)
    expect(new URL(page.url()).search).toBe('?search=noether')
    await page.getByRole('tab', { name: 'Past' }).click()
    await page.getByRole('heading', { name: 'Nothing for “noether”' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Nothing for “noether”' }).waitFor()
    await page.getByRole('link', { name: 'Clear the search' }).click()
    await page.getByRole('heading', { name: 'No meetings yet' }).waitFor()
    await leave()
  })

  test('shows more on demand', async () => {
    const busy = await createSettledHost(app, 'katherine')
    const { id } = await busy.createMeetingType({
      name: 'Short',
      slug: 'short',
      durationMinutes: 5,
    })
    const first = Date.parse('2027-02-03T08:00:00Z')
    for (let index = 0; index < 55; index += 1) {
      const start = new Date(first + index * 300_000).toISOString()
      await book(app, id, start, { name: `Guest ${index}` })
    }
    const { page, leave } = await enter(browser, app, busy, '/app/bookings')
    await expect.poll(() => page.getByRole('listitem').count()).toBe(50)
    await page.getByRole('button', { name: 'Show more' }).click()
    await expect.poll(() => page.getByRole('listitem').count()).toBe(55)
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0)
    await leave()
  })

  test('says what belongs there while it is empty', async () => {
    const newcomer = await createSettledHost(app, 'hedy')
    const { page, leave } = await enter(browser, app, newcomer, '/app/bookings')
    await page.getByRole('heading', { name: 'No upcoming bookings' }).waitFor()
    await page.getByRole('button', { name: 'Copy your link' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${app.url}/hedy`)
    await page.getByRole('tab', { name: 'Cancelled' }).click()
    await page.getByRole('heading', { name: 'Nothing was cancelled' }).waitFor()
    await leave()
  })

  test('says what happened and tries again when the server does not answer', async () => {
    const { page, leave } = await enter(browser, app, host, '/app/profile')
    await page.route('**/api/trpc/bookings.list**', (route) => route.abort())
    await page.getByRole('link', { name: 'Bookings' }).click()
    await page.getByRole('heading', { name: 'Your bookings could not be loaded' }).waitFor()
    await page.unroute('**/api/trpc/bookings.list**')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: /Today/ }).waitFor()
    await leave()
  })
})

describe('one booking', () => {
  test('has its details at an address of their own, in both zones', async () => {
    const { page, complaints, leave } = await enter(browser, app, host, '/app/bookings')
    await page.getByRole('link', { name: 'Intro call' }).first().click()
    const panel = page.getByRole('dialog', { name: 'Booking' })
    await panel.getByText('Ada Lovelace').waitFor()
    expect(new URL(page.url()).pathname).toMatch(/^\/app\/bookings\/[0-9a-f-]{36}$/)
    await page.reload()
    await panel.getByText('Ada Lovelace').waitFor()
    const text = await panel.innerText()
    expect(text).toMatch(/Monday,? 1 February 2027, 10:00.10:30\s+Paris/)
    expect(text).toMatch(/Monday,? 1 February 2027, 04:00\s+New York/)
    expect(text).toContain('https://meet.example.com/grace')
    expect(text).toContain('About engines.')
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    expect(new URL(page.url()).pathname).toBe('/app/bookings')
    expect(complaints).toEqual([])
    await leave()
  })

  test('is cancelled with a reason, which the guest gets by mail', async () => {
    const { id } = await book(app, introId, '2027-02-05T09:00:00Z', {
      name: 'Sophie Germain',
      email: 'sophie@example.com',
    })
    const { page, complaints, leave } = await enter(browser, app, host, `/app/bookings/${id}`)
    const panel = page.getByRole('dialog', { name: 'Booking' })
    await panel.getByRole('button', { name: 'Cancel' }).click()
    const question = page.getByRole('alertdialog')
    await question.getByText('gets a mail with your reason').waitFor()
    await question.getByLabel('Reason').fill('The plumber comes.')
    await question.getByRole('button', { name: 'Cancel the booking' }).click()
    await expectToast(page, 'Cancelled. Sophie Germain is told by mail.')
    await panel.getByText('Cancelled by you').waitFor()
    await panel.getByText('“The plumber comes.”').waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await expect.poll(() => page.getByText('Sophie Germain', { exact: true }).count()).toBe(0)
    await page.getByRole('tab', { name: 'Cancelled' }).click()
    await page.getByText('Sophie Germain', { exact: true }).waitFor()
    expect(complaints).toEqual([])
    const mails = await app.mails()
    const told = mails.filter(({ mail }) => mail.to.address === 'sophie@example.com')
    expect(told.some(({ mail }) => mail.text.includes('The plumber comes.'))).toBe(true)
    await leave()
  })

  test('is moved to another free time and stays the same booking', async () => {
    const { id } = await book(app, introId, '2027-02-08T09:00:00Z', {
      name: 'Florence Nightingale',
    })
    const { page, complaints, leave } = await enter(browser, app, host, '/app/bookings')
    const name = 'Actions for Intro call with Florence Nightingale'
    await page.getByRole('button', { name }).click()
    await page.getByRole('menuitem', { name: 'Reschedule' }).click()
    const dialog = page.getByRole('dialog', { name: 'Reschedule Intro call' })
    await dialog.getByRole('button', { name: /Wednesday,? 10 February/ }).click()
    await dialog.getByText('14:30', { exact: true }).click()
    await dialog.getByText('Wednesday, 10 February 2027, 14:30').waitFor()
    await dialog.getByRole('button', { name: 'Reschedule' }).click()
    await expectToast(page, 'Moved. Florence Nightingale is told by mail.')
    await page.getByRole('heading', { name: 'Wednesday 10 February' }).waitFor()
    const [row] = await app.database.sql`select start_time from bookings where id = ${id}`
    expect(row).toEqual({ start_time: new Date('2027-02-10T13:30:00Z') })
    expect(complaints).toEqual([])
    await leave()
  })

  test('is not moved while its meeting type is closed, and never once it is deleted', async () => {
    const former = await createSettledHost(app, 'former')
    const { id: typeId } = await former.createMeetingType({ name: 'Old call', slug: 'old' })
    const { id } = await book(app, typeId, '2027-02-09T09:00:00Z', { name: 'Lise Meitner' })
    await former.updateMeetingType(typeId, { active: false })
    const { page, leave } = await enter(browser, app, former, `/app/bookings/${id}`)
    const panel = page.getByRole('dialog', { name: 'Booking' })
    await panel.getByRole('button', { name: 'Reschedule' }).click()
    await page.getByText('This meeting type does not take bookings at the moment.').waitFor()

    await former.removeMeetingType(typeId)
    await page.reload()
    await panel.getByText('This meeting type is deleted').waitFor()
    expect(await panel.getByRole('button', { name: 'Reschedule' }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Actions for Old call with Lise Meitner' }).click()
    await page.getByRole('menuitem', { name: 'Cancel' }).waitFor()
    expect(await page.getByRole('menuitem', { name: 'Reschedule' }).count()).toBe(0)
    await leave()
  })

  test('of another host cannot be opened', async () => {
    const { id } = await book(app, introId, '2027-02-09T09:00:00Z', { name: 'Rosalind Franklin' })
    const other = await createSettledHost(app, 'mallory')
    const { page, leave } = await enter(browser, app, other, `/app/bookings/${id}`)
    await page.getByRole('heading', { name: 'There is no such booking' }).waitFor()
    expect(await page.getByText('Rosalind Franklin').count()).toBe(0)
    await leave()
  })

  test('is found, opened and cancelled with the keyboard alone', async () => {
    await book(app, introId, '2027-02-12T09:00:00Z', { name: 'Chien-Shiung Wu' })
    const { page, leave } = await enter(browser, app, host, '/app/bookings?search=Chien')
    await page.getByRole('link', { name: 'Intro call' }).waitFor()
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Skip to the content')
    await page.keyboard.press('Enter')
    for (let presses = 0; presses < 8 && (await focused()) !== 'Intro call'; presses += 1) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog', { name: 'Booking' })
    await panel.getByText('Chien-Shiung Wu').waitFor()
    for (let presses = 0; presses < 8 && (await focused()) !== 'Cancel'; presses += 1) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await page.getByRole('alertdialog').waitFor()
    await page.keyboard.type('Away that day.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await panel.getByText('“Away that day.”').waitFor()
    await leave()
  })
})
