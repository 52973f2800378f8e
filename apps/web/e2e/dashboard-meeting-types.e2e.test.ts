import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../server/src/infrastructure.test-kit.ts'
import { closeVisits, openBrowser } from './browser.test-kit.ts'
import { createSettledHost, enter, expectToast } from './dashboard.test-kit.ts'
import type { TestHost } from './host.test-kit.ts'

let app: TestApp
let browser: Browser
let host: TestHost

beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser()
  host = await createSettledHost(app, 'grace')
})

afterAll(async () => {
  await closeVisits(browser)
  await app.close()
})

const pageOf = (slug: string) => fetch(`${app.url}/api/grace/${slug}`)
const card = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

async function choose(page: Page, label: string, option: string) {
  await page.getByRole('button', { name: label }).click()
  await page.getByRole('option', { name: new RegExp(`^${option}`) }).click()
}

describe('a meeting type', () => {
  test('is created with everything it can have', async () => {
    const { page, complaints, leave } = await enter(browser, app, host, '/app/meeting-types')
    await page.getByRole('link', { name: 'Create the first one' }).click()
    await field(page, 'Name').fill('Portfolio review')
    expect(await field(page, 'Link').inputValue()).toBe('portfolio-review')
    await field(page, 'Link').fill('review')
    await page.getByLabel('Description').fill('Screen by screen.')
    await field(page, 'Duration').fill('50')
    await choose(page, 'Start times', 'Every 15 min')
    await page.getByText('In person').first().click()
    await field(page, 'Address').fill('12 Rue Cuvier, Paris')
    await choose(page, 'Buffer before', '5 min')
    await choose(page, 'Buffer after', '10 min')
    await field(page, 'Minimum notice').fill('2')
    await choose(page, 'Unit of the minimum notice', 'days')
    await choose(page, 'Can be booked', 'Some working days ahead')
    await field(page, 'How far ahead').fill('20')
    await page.getByText('Limit the bookings of a day').click()
    await field(page, 'Most bookings a day').fill('3')
    await page.getByText('Secret', { exact: true }).click()
    await page.getByRole('radio', { name: 'Purple' }).check({ force: true })

    const preview = page.getByRole('complementary', { name: 'Preview of the booking page' })
    expect(await preview.innerText()).toMatch(/Portfolio review\s+50 min\s+In person/)
    await page.getByRole('button', { name: 'Create' }).click()
    await expectToast(page, 'Portfolio review is ready to be shared')
    await card(page, 'Portfolio review').getByText('Secret').waitFor()

    const [row] = await app.database.sql`select * from meeting_types where slug = 'review'`
    expect(row).toMatchObject({
      name: 'Portfolio review',
      description: 'Screen by screen.',
      duration_minutes: 50,
      step_minutes: 15,
      buffer_before_minutes: 5,
      buffer_after_minutes: 10,
      minimum_notice_minutes: 2880,
      max_bookings_per_day: 3,
      secret: true,
      active: true,
      color: '#7e22ce',
    })
    expect((await pageOf('review')).status).toBe(200)
    expect(complaints).toEqual([])
    await leave()
  })

  test('with mistakes is refused at its fields, and nothing typed is lost', async () => {
    const { page, leave } = await enter(browser, app, host, '/app/meeting-types/new')
    await field(page, 'Name').fill('Review again')
    await field(page, 'Link').fill('not a link')
    await field(page, 'Link to the meeting').fill('http://insecure.example')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByText('Only letters, digits and single hyphens.').waitFor()
    await page.getByText('Please enter a link that starts with https://').waitFor()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('name')))
      .toBe('slug')

    await field(page, 'Link').fill('review')
    await field(page, 'Link to the meeting').fill('https://meet.example.com')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByText('Another of your meeting types already uses this link.').waitFor()
    expect(await field(page, 'Name').inputValue()).toBe('Review again')
    await field(page, 'Link').fill('review-again')
    await page.getByRole('button', { name: 'Create' }).click()
    await expectToast(page, 'Review again is ready to be shared')
    await leave()
  })

  test('is changed, and asks before changes are left behind', async () => {
    const { id } = await host.createMeetingType({ name: 'Coffee', slug: 'coffee' })
    const { page, leave } = await enter(browser, app, host, `/app/meeting-types/${id}`)
    await field(page, 'Name').fill('Tea')
    await page.getByRole('link', { name: 'Bookings' }).click()
    const question = page.getByRole('alertdialog', { name: 'Leave without saving?' })
    await question.getByRole('button', { name: 'Stay' }).click()
    expect(await field(page, 'Name').inputValue()).toBe('Tea')
    await page.getByRole('button', { name: 'Save' }).click()
    await expectToast(page, 'Saved')
    await page.getByRole('heading', { name: 'Tea', level: 1 }).waitFor()
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0)
    expect(await (await pageOf('coffee')).json()).toMatchObject({ name: 'Tea' })

    await field(page, 'Name').fill('Something else')
    await page.getByRole('button', { name: 'Discard' }).click()
    expect(await field(page, 'Name').inputValue()).toBe('Tea')
    await page.getByRole('link', { name: 'Bookings' }).click()
    await page.getByRole('heading', { name: 'Bookings', exact: true }).waitFor()
    await leave()
  })

  test('is switched off and on, its link copied, duplicated and deleted', async () => {
    await host.createMeetingType({ name: 'Walk', slug: 'walk' })
    const { page, complaints, leave } = await enter(browser, app, host, '/app/meeting-types')
    await card(page, 'Walk').getByRole('button', { name: 'Copy link' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${app.url}/grace/walk`)

    await card(page, 'Walk').getByText('Active').click()
    await expectToast(page, 'Walk takes no more bookings')
    expect((await pageOf('walk')).status).not.toBe(200)
    await card(page, 'Walk').getByText('Off').click()
    await expectToast(page, 'Walk takes bookings again')
    expect((await pageOf('walk')).status).toBe(200)

    await page.getByRole('button', { name: 'Actions for Walk' }).click()
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await page.getByRole('heading', { name: 'New meeting type' }).waitFor()
    expect(await field(page, 'Link').inputValue()).toBe('walk-copy')
    await page.getByRole('button', { name: 'Create' }).click()
    await expectToast(page, 'Walk copy is ready to be shared')

    await page.getByRole('button', { name: 'Actions for Walk copy' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    const question = page.getByRole('alertdialog', { name: 'Delete Walk copy?' })
    await question.getByText('Its link stops working at once.').waitFor()
    await question.getByRole('button', { name: 'Delete' }).click()
    await expectToast(page, 'Walk copy is deleted')
    await card(page, 'Walk copy').waitFor({ state: 'detached' })
    expect((await pageOf('walk-copy')).status).toBe(404)
    expect(complaints).toEqual([])
    await leave()
  })

  test('of another host cannot be opened', async () => {
    const { id } = await host.createMeetingType({ name: 'Private', slug: 'private' })
    const other = await createSettledHost(app, 'mallory')
    const { page, leave } = await enter(browser, app, other, '/app/meeting-types')
    await page.goto(`${app.url}/app/meeting-types/${id}`)
    await page.getByRole('heading', { name: 'There is no such meeting type' }).waitFor()
    await leave()
  })
})
