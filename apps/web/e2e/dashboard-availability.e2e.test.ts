import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../server/src/infrastructure.test-kit.ts'
import { closeVisits, openBrowser } from './browser.test-kit.ts'
import { createSettledHost, enter, expectToast } from './dashboard.test-kit.ts'
import type { TestHost } from './host.test-kit.ts'

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

const hours = (page: Page, day: string, interval = 1) =>
  page.getByRole('textbox', { name: `${day}, interval ${interval}` })

/** Opens the one schedule that every host begins with. */
async function openSchedule(host: TestHost) {
  const visitor = await enter(browser, app, host, '/app/availability')
  await visitor.page.getByRole('heading', { level: 2 }).getByRole('link').click()
  await hours(visitor.page, 'Monday').waitFor()
  return visitor
}

async function save(page: Page) {
  await page.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Saved')
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' })
}

/** The hours of the host's default schedule, as stored. */
async function storedHours({ username }: TestHost) {
  const [row] = await app.database.sql`
    select s.weekly_hours, s.date_overrides, s.time_zone, s.name from schedules s
    join hosts h on h.id = s.host_id where h.username = ${username} and s.is_default`
  if (row === undefined) throw new Error(`${username} has no default schedule`)
  return row
}

describe('weekly hours', () => {
  test('are typed as people say them, past midnight too', async () => {
    const host = await createSettledHost(app, 'ada')
    const { page, complaints, leave } = await openSchedule(host)
    await hours(page, 'Monday').fill('9-12:30, 2pm-6pm')
    await page.keyboard.press('Enter')
    expect(await hours(page, 'Monday', 1).inputValue()).toBe('09:00 – 12:30')
    expect(await hours(page, 'Monday', 2).inputValue()).toBe('14:00 – 18:00')
    await hours(page, 'Friday').fill('22-26')
    await page.keyboard.press('Tab')
    expect(await hours(page, 'Friday').inputValue()).toBe('22:00 – 02:00 +1')
    await page.getByRole('switch', { name: 'Tuesday' }).click({ force: true })
    await save(page)
    expect((await storedHours(host)).weekly_hours).toMatchObject({
      monday: [
        { start: '09:00', end: '12:30' },
        { start: '14:00', end: '18:00' },
      ],
      tuesday: [],
      friday: [{ start: '22:00', end: '26:00' }],
    })
    expect(complaints).toEqual([])
    await leave()
  })

  test('that mean nothing or overlap are explained and not saved', async () => {
    const host = await createSettledHost(app, 'mary')
    const { page, leave } = await openSchedule(host)
    await hours(page, 'Monday').fill('all day')
    await page.keyboard.press('Tab')
    await page.getByText('Write hours such as 9-12:30 or 9am-5pm.').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    expect(await hours(page, 'Monday').inputValue()).toBe('all day')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Monday, interval 1')

    await hours(page, 'Monday').fill('9-12')
    await page.getByRole('button', { name: 'Add hours on Monday' }).click()
    await hours(page, 'Monday', 2).fill('11-15')
    await page.getByText('09:00 – 12:00 and 11:00 – 15:00 overlap.').waitFor()
    await hours(page, 'Monday', 2).fill('12-15')
    await save(page)
    expect((await storedHours(host)).weekly_hours.monday).toHaveLength(2)
    await leave()
  })

  test('are drawn, moved and resized on the week', async () => {
    const host = await createSettledHost(app, 'emmy')
    const { page, complaints, leave } = await openSchedule(host)
    await page.locator('.week-grid').evaluate((grid) => grid.scrollIntoView({ block: 'start' }))
    const board = await page.locator('.week-grid-board').boundingBox()
    if (board === null) throw new Error('the week is not shown')
    const at = (day: number, hour: number) =>
      [board.x + (board.width * (day + 0.5)) / 7, board.y + (board.height * hour) / 24] as const
    const drag = async (from: readonly [number, number], to: readonly [number, number]) => {
      await page.mouse.move(...from)
      await page.mouse.down()
      await page.mouse.move(...to, { steps: 5 })
      await page.mouse.up()
    }
    await drag(at(5, 10), at(5, 13.5))
    await expect.poll(() => hours(page, 'Saturday').inputValue()).toBe('10:00 – 13:30')
    await drag(at(5, 11), at(6, 12))
    await expect.poll(() => hours(page, 'Sunday').inputValue()).toBe('11:00 – 14:30')
    expect(await hours(page, 'Saturday').count()).toBe(0)
    await drag(at(0, 16.9), at(0, 15))
    await expect.poll(() => hours(page, 'Monday').inputValue()).toBe('09:00 – 15:00')
    await drag(at(1, 9.1), at(1, 7.5))
    await expect.poll(() => hours(page, 'Tuesday').inputValue()).toBe('07:30 – 17:00')
    await save(page)
    expect((await storedHours(host)).weekly_hours).toMatchObject({
      monday: [{ start: '09:00', end: '15:00' }],
      tuesday: [{ start: '07:30', end: '17:00' }],
      saturday: [],
      sunday: [{ start: '11:00', end: '14:30' }],
    })
    expect(complaints).toEqual([])
    await leave()
  })

  test('of a day are copied to the days chosen, with the keyboard alone', async () => {
    const host = await createSettledHost(app, 'hedy')
    const { page, leave } = await openSchedule(host)
    await hours(page, 'Monday').focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('8-11, 13-16')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Copy the hours of Monday' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Copy Monday to' }).waitFor()
    await page.getByRole('checkbox', { name: 'Wednesday' }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('checkbox', { name: 'Sunday' }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Copy', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Save' }).focus()
    await page.keyboard.press('Enter')
    await expectToast(page, 'Saved')
    const stored = (await storedHours(host)).weekly_hours
    expect(stored.wednesday).toEqual(stored.monday)
    expect(stored.sunday).toEqual(stored.monday)
    expect(stored.tuesday).toEqual([{ start: '09:00', end: '17:00' }])
    expect(stored.monday).toHaveLength(2)
    await leave()
  })
})

describe('a schedule', () => {
  test('has dates with other hours, and dates without any', async () => {
    const host = await createSettledHost(app, 'lise')
    const { page, complaints, leave } = await openSchedule(host)
    await page.getByRole('button', { name: /Thursday,? 11 February/ }).click()
    await page.getByText('Unavailable', { exact: true }).last().click()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: /Friday,? 12 February/ }).click()
    await page.getByText('Other hours', { exact: true }).click()
    await page.getByRole('textbox', { name: 'Friday 12 February, interval 1' }).fill('9-noon')
    await page.getByRole('button', { name: 'Done' }).click()
    await save(page)
    expect((await storedHours(host)).date_overrides).toEqual([
      { date: '2027-02-11', ranges: [] },
      { date: '2027-02-12', ranges: [{ start: '09:00', end: '12:00' }] },
    ])
    await page.getByRole('button', { name: /Remove Thursday,? 11 February/ }).click()
    await save(page)
    expect((await storedHours(host)).date_overrides).toHaveLength(1)
    expect(complaints).toEqual([])
    await leave()
  })

  test('is renamed, moved to another zone, and asks before changes are left behind', async () => {
    const host = await createSettledHost(app, 'sofya')
    const { page, leave } = await openSchedule(host)
    await page.getByRole('textbox', { name: 'Name' }).fill('Office')
    await page.getByRole('button', { name: 'Time zone of the hours' }).click()
    await page.getByRole('searchbox', { name: /Search by city/ }).fill('st john')
    await page.getByRole('option', { name: /St Johns/ }).click()
    await page.getByRole('link', { name: 'Profile' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Stay' }).click()
    await save(page)
    expect(await storedHours(host)).toMatchObject({ name: 'Office', time_zone: 'America/St_Johns' })
    await leave()
  })

  test('is added beside others, made the default, and deleted', async () => {
    const host = await createSettledHost(app, 'maria')
    const { page, complaints, leave } = await enter(browser, app, host, '/app/availability')
    await page.getByRole('button', { name: 'New schedule' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Evenings')
    await save(page)
    await page.getByRole('button', { name: 'Actions for Evenings' }).click()
    await page.getByRole('menuitem', { name: 'Make it the default' }).click()
    await expectToast(page, 'Evenings is the default now')
    expect((await storedHours(host)).name).toBe('Evenings')

    await page.getByRole('link', { name: 'Availability' }).first().click()
    const names = page.getByRole('heading', { level: 2 }).getByRole('link')
    await expect.poll(() => names.count()).toBe(2)
    const [old] = (await names.allInnerTexts()).filter((name) => name !== 'Evenings')
    await page.getByRole('button', { name: `Actions for ${old}` }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expectToast(page, `${old} is deleted`)
    await expect.poll(() => names.count()).toBe(1)

    await page.getByRole('button', { name: 'Actions for Evenings' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('it cannot be deleted').waitFor()
    // The refusal is the browser's only complaint: it reports answers above 399.
    expect(complaints.every((text) => text.includes('409'))).toBe(true)
    await leave()
  })
})
