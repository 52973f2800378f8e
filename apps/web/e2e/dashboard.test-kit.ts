import { createHash } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { TestApp } from '../../server/src/infrastructure.test-kit.ts'
import { type Visitor, type VisitorOptions, visit } from './browser.test-kit.ts'
import { createHost, type TestHost } from './host.test-kit.ts'

/** A host who is through the first run, with English days and the 24-hour clock. */
export async function createSettledHost(app: TestApp, username: string): Promise<TestHost> {
  const host = await createHost(app, { username })
  await host.updateProfile({ onboarded: true, timeFormat: '24h', weekStart: 'monday' })
  return host
}

/** A browser at the dashboard's door: its clock stands where the server's does. */
export async function arrive(
  browser: Browser,
  app: TestApp,
  options: VisitorOptions = {},
): Promise<Visitor> {
  const visitor = await visit(browser, options)
  await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: app.url })
  await visitor.page.clock.setFixedTime(app.clock.now())
  return visitor
}

/** A host's browser, logged in, at a screen of the dashboard. */
export async function enter(
  browser: Browser,
  app: TestApp,
  host: TestHost,
  path: string,
  options: VisitorOptions = {},
): Promise<Visitor> {
  const visitor = await arrive(browser, app, options)
  const cookies = host.cookie.split('; ').map((line) => {
    const at = line.indexOf('=')
    return { name: line.slice(0, at), value: line.slice(at + 1), url: app.url, httpOnly: true }
  })
  await visitor.context.addCookies(cookies)
  await visitor.page.goto(app.url + path)
  await visitor.page.getByRole('heading', { level: 1 }).waitFor()
  return visitor
}

/** Books as a guest would, through the public API. */
export async function book(
  { url }: TestApp,
  meetingTypeId: string,
  startTime: string,
  invitee: { name: string; email?: string; notes?: string; timeZone?: string },
): Promise<{ id: string }> {
  const email = `${createHash('sha1').update(invitee.name).digest('hex').slice(0, 8)}@example.com`
  const response = await fetch(`${url}/api/bookings`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      meetingTypeId,
      startTime,
      inviteeName: invitee.name,
      inviteeEmail: invitee.email ?? email,
      inviteeTimeZone: invitee.timeZone ?? 'America/New_York',
      notes: invitee.notes ?? '',
    }),
  })
  if (!response.ok) throw new Error(`booking: ${response.status} ${await response.text()}`)
  return response.json()
}

/** Waits for a short message at the foot of the page, which counts once: an earlier one stays a while. */
export async function expectToast(page: Page, text: string): Promise<void> {
  const toast = page
    .getByRole('region', { name: /Notifications/ })
    .locator('li:not([data-seen])')
    .filter({ hasText: text })
    .first()
  await toast.waitFor()
  await toast.evaluate((item) => item.setAttribute('data-seen', ''))
}

/** Whether the page can be scrolled sideways, which it never may. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const widths = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return { scrollWidth, clientWidth }
  })
  expect(widths.scrollWidth).toBeLessThanOrEqual(widths.clientWidth)
}
