import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Visitor, type VisitorOptions, visit } from './browser.test-kit.ts'

/** Opens a guest's page and waits until it is alive. */
export async function openTimes(
  browser: Browser,
  url: string,
  options: VisitorOptions = {},
): Promise<Visitor> {
  const visitor = await visit(browser, options)
  await visitor.page.goto(url)
  if (options.javaScriptEnabled !== false) await untilAlive(visitor.page)
  return visitor
}

/** React marks the elements that it has taken over. */
export async function untilAlive(page: Page): Promise<void> {
  // Not waitForFunction: it evaluates text inside the page, which the page's policy forbids.
  const isAlive = () =>
    Object.keys(document.querySelector('#page > *') ?? {}).some((key) => key.startsWith('__react'))
  await expect.poll(() => page.evaluate(isAlive), { timeout: 15_000 }).toBe(true)
}

/** Picks a day by the beginning of its name and a time, and goes on to the form. */
export async function pickTime(page: Page, day: string, time: string): Promise<void> {
  await page.getByRole('button', { name: day }).click()
  await page.getByRole('button', { name: time, exact: true }).click()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByRole('heading', { level: 2 }).first().waitFor()
}

export async function fillIn(
  page: Page,
  invitee: { name: string; email: string; notes?: string },
): Promise<void> {
  await page.getByLabel('Your name').fill(invitee.name)
  await page.getByLabel('E-mail').fill(invitee.email)
  await page.getByLabel('Anything that helps').fill(invitee.notes ?? '')
}
