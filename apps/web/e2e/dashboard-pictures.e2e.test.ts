import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../server/src/infrastructure.test-kit.ts'
import {
  axeViolations,
  closeVisits,
  openBrowser,
  takeScreenshot,
  type Visitor,
  type VisitorOptions,
} from './browser.test-kit.ts'
import {
  arrive,
  createSettledHost,
  enter,
  expectNoSidewaysScroll,
  expectToast,
} from './dashboard.test-kit.ts'
import { fillDashboard, type Picture } from './dashboard-pictures.test-kit.ts'
import type { TestHost } from './host.test-kit.ts'
import { workflowPictures } from './workflow-pictures.test-kit.ts'

// Every screen and state of the dashboard, wide and narrow, light and dark: axe finds nothing, the
// browser complains about nothing, nothing can be scrolled sideways, and a picture is kept.
let app: TestApp
let browser: Browser
let host: TestHost
let newcomer: TestHost
let meetingTypeId: string
let workflowId: string
let bookingId: string

beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser()
  host = await createSettledHost(app, 'amara')
  newcomer = await createSettledHost(app, 'newcomer')
  ;({ meetingTypeId, workflowId, bookingId } = await fillDashboard(app, host))
})

afterAll(async () => {
  await closeVisits(browser)
  await app.close()
})

const menuOf = (page: Page) =>
  page.getByRole('button', { name: /^Actions for Intro call with Lin/ })

async function fromBookingMenu(page: Page, action: string) {
  await menuOf(page).click()
  await page.getByRole('menuitem', { name: action }).click()
  await page.getByRole('heading', { name: /Intro call/, level: 2 }).waitFor()
}

async function openSchedule(page: Page) {
  await page.getByRole('heading', { level: 2 }).getByRole('link').first().click()
  await page.getByRole('textbox', { name: 'Name' }).waitFor()
}

const account: Picture[] = [
  { name: 'log-in', path: '/app/login', who: () => null },
  { name: 'sign-up', path: '/app/sign-up', who: () => null },
  { name: 'forgot-password', path: '/app/forgot-password', who: () => null },
  { name: 'reset-password', path: '/app/reset-password#token=x', who: () => null },
  { name: 'link-expired', path: '/app/reset-password', who: () => null },
  {
    name: 'log-in-refused',
    path: '/app/login',
    who: () => null,
    complaint: /401/,
    act: async (page) => {
      await page.getByLabel('E-mail').fill('nobody@example.com')
      await page.getByLabel('Password', { exact: true }).fill('wrong password')
      await page.getByRole('button', { name: 'Log in', exact: true }).click()
      await page.getByRole('alert').getByText(/./).waitFor()
    },
  },
]

const setup: Picture[] = [
  { name: 'setup-link', path: '/app/setup', who: () => newcomer },
  { name: 'setup-hours', path: '/app/setup?step=hours', who: () => newcomer },
  { name: 'setup-meeting-type', path: '/app/setup?step=meeting-type', who: () => newcomer },
  { name: 'setup-done', path: '/app/setup?step=done&slug=intro', who: () => newcomer },
]

const bookings: Picture[] = [
  { name: 'bookings', path: '/app/bookings', who: () => host },
  { name: 'bookings-empty', path: '/app/bookings', who: () => newcomer },
  { name: 'bookings-no-match', path: '/app/bookings?search=zebra', who: () => host },
  { name: 'booking', path: () => `/app/bookings/${bookingId}`, who: () => host },
  {
    name: 'booking-cancel',
    path: '/app/bookings',
    who: () => host,
    act: (page) => fromBookingMenu(page, 'Cancel'),
  },
  {
    name: 'booking-reschedule',
    path: '/app/bookings',
    who: () => host,
    act: async (page) => {
      await fromBookingMenu(page, 'Reschedule')
      await page.getByRole('button', { name: /Wednesday,? 10 February/ }).click()
      await page.getByText('14:30', { exact: true }).click()
    },
  },
  {
    name: 'bookings-menu',
    path: '/app/bookings',
    who: () => host,
    act: async (page) => {
      await menuOf(page).click()
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'bookings-failed',
    path: '/app/profile',
    who: () => host,
    complaint: /ERR_FAILED/,
    act: async (page) => {
      await page.route('**/api/trpc/bookings.list**', (route) => route.abort())
      await page.getByRole('link', { name: 'Bookings' }).click()
      await page.getByRole('heading', { name: 'Your bookings could not be loaded' }).waitFor()
    },
  },
  {
    name: 'bookings-loading',
    path: '/app/profile',
    who: () => host,
    act: async (page) => {
      await page.route('**/api/trpc/bookings.list**', () => undefined)
      await page.getByRole('link', { name: 'Bookings' }).click()
      await page.getByText('Loading your bookings').waitFor({ state: 'attached' })
    },
  },
]

const others: Picture[] = [
  { name: 'meeting-types', path: '/app/meeting-types', who: () => host },
  { name: 'meeting-types-empty', path: '/app/meeting-types', who: () => newcomer },
  { name: 'meeting-type', path: () => `/app/meeting-types/${meetingTypeId}`, who: () => host },
  {
    name: 'meeting-type-refused',
    path: '/app/meeting-types/new',
    who: () => host,
    complaint: /400/,
    act: async (page) => {
      await page.getByRole('button', { name: 'Create' }).click()
      await page.getByText('Please fill this in.').first().waitFor()
    },
  },
  { name: 'availability', path: '/app/availability', who: () => host },
  { name: 'schedule', path: '/app/availability', who: () => host, act: openSchedule },
  {
    name: 'schedule-edited',
    path: '/app/availability',
    who: () => host,
    act: async (page) => {
      await openSchedule(page)
      await page.getByRole('textbox', { name: 'Monday, interval 1' }).fill('9-12, 13-17')
      await page.getByRole('textbox', { name: 'Tuesday, interval 1' }).fill('all day')
      await page.getByRole('textbox', { name: 'Friday, interval 1' }).fill('22-26')
      await page.getByRole('button', { name: /Thursday,? 11 February/ }).click()
      await page.getByText('Other hours', { exact: true }).click()
      await page.getByText('Write hours such as').waitFor()
    },
  },
  {
    name: 'profile',
    path: '/app/profile',
    who: () => host,
    act: async (page) => {
      await page.getByRole('button', { name: 'Copy link' }).click()
      await expectToast(page, 'Link copied')
    },
  },
  {
    name: 'profile-zones',
    path: '/app/profile',
    who: () => host,
    act: async (page) => {
      await page.getByRole('button', { name: 'Time zone' }).click()
      await page.getByRole('searchbox', { name: /Search by city/ }).waitFor()
    },
  },
  {
    name: 'commands',
    path: '/app/bookings',
    who: () => host,
    act: async (page) => {
      await page.getByRole('button', { name: 'Go to…' }).click()
      await page.getByRole('menuitem', { name: 'Copy the link of Office hours' }).waitFor()
    },
  },
  {
    name: 'account-menu',
    path: '/app/bookings',
    who: () => host,
    act: async (page) => {
      await page.getByRole('button', { name: /Your account/ }).click()
      await page.getByRole('menuitem', { name: 'Log out' }).waitFor()
    },
  },
  { name: 'not-found', path: '/app/nowhere', who: () => host },
]

const workflows = workflowPictures({
  host: () => host,
  newcomer: () => newcomer,
  workflowId: () => workflowId,
})

const pictures = [...account, ...setup, ...bookings, ...others, ...workflows]

/**
 * On a touch screen, what opens with a field waits for the keyboard to come up, and is hidden
 * meanwhile. Answers whether something lies over the page.
 */
async function untilLaidOpen(page: Page): Promise<boolean> {
  const covers = page.locator('.overlay, [data-trigger]')
  await expect
    .poll(() =>
      covers.evaluateAll((all) => all.every((one) => getComputedStyle(one).opacity === '1')),
    )
    .toBe(true)
  return (await covers.count()) > 0
}

/** A navigation loads nothing when only what follows the `#` differs. */
async function loadAfresh(page: Page, url: string): Promise<void> {
  const [here] = page.url().split('#')
  if (here === url.split('#')[0]) await page.goto('about:blank')
  await page.goto(url)
}

const pathOf = ({ path }: Picture) => (typeof path === 'string' ? path : path())

describe.each([1280, 360] as const)('at %i px', (width) => {
  // One browser a person: their dashboard is loaded afresh for every picture all the same.
  const visitors = new Map<TestHost | null, Visitor>()
  const elsewhere: string[] = []
  afterAll(async () => {
    for (const { leave } of visitors.values()) await leave()
  })

  async function visitorOf(who: TestHost | null): Promise<Visitor> {
    const known = visitors.get(who)
    if (known !== undefined) return known
    const look: VisitorOptions = { width }
    const visitor =
      who === null
        ? await arrive(browser, app, look)
        : await enter(browser, app, who, '/app/profile', look)
    visitor.page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      if (protocol.startsWith('http') && origin !== app.url) elsewhere.push(request.url())
    })
    visitors.set(who, visitor)
    return visitor
  }

  test.each(pictures)('$name', async (picture) => {
    const { page, complaints } = await visitorOf(picture.who())
    complaints.length = 0
    await loadAfresh(page, app.url + pathOf(picture))
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
    await picture.act?.(page)
    const isCovered = await untilLaidOpen(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await takeScreenshot(page, `dashboard-${picture.name}-${width}-${colorScheme}`, {
        fullPage: !isCovered,
      })
      // Each width and each theme once: colours do not depend on the width.
      if ((width === 1280) === (colorScheme === 'light')) {
        expect(await axeViolations(page)).toEqual([])
      }
    }
    await expectNoSidewaysScroll(page)
    await page.unrouteAll()
    expect(complaints.filter((text) => !picture.complaint?.test(text))).toEqual([])
    expect(elsewhere).toEqual([])
  })
})
