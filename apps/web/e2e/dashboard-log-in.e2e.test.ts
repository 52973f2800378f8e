import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

async function logIn(page: Page, email: string, password: string) {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
}

async function linkInMail(to: string): Promise<string> {
  const [kept] = (await app.mails()).filter(({ mail }) => mail.to.address === to)
  const link = /https?:\/\/\S+#\S+/.exec(kept?.mail.text ?? '')?.[0]
  if (link === undefined) throw new Error(`no link was sent to ${to}`)
  return link
}

describe('somebody who has an account', () => {
  test('is brought back to where they wanted to go after logging in', async () => {
    const host = await createSettledHost(app, 'grace')
    const { page, complaints, leave } = await arrive(browser, app)
    await page.goto(`${app.url}/app/bookings?show=past`)
    await page.getByRole('heading', { name: 'Log in' }).waitFor()
    await logIn(page, host.email, host.password)
    await page.getByRole('heading', { name: 'Bookings', exact: true }).waitFor()
    expect(new URL(page.url()).search).toBe('?show=past')
    expect(complaints).toEqual([])

    await page.getByRole('button', { name: /Your account/ }).click()
    await page.getByRole('menuitem', { name: 'Log out' }).click()
    await page.getByRole('heading', { name: 'Log in' }).waitFor()
    await page.goto(`${app.url}/app/profile`)
    await page.getByRole('heading', { name: 'Log in' }).waitFor()
    await leave()
  })

  test('is not told whether the address or the password was wrong', async () => {
    const host = await createSettledHost(app, 'hedy')
    const { page, leave } = await arrive(browser, app)
    const refusalOf = async (email: string, password: string) => {
      await page.goto(`${app.url}/app/login`)
      await logIn(page, email, password)
      return page.getByRole('alert').innerText()
    }
    const wrongPassword = await refusalOf(host.email, 'tulip-4-garden-8')
    const noAccount = await refusalOf('nobody@example.com', 'tulip-4-garden-9')
    expect(wrongPassword).not.toBe('')
    expect(noAccount).toBe(wrongPassword)
    await leave()
  })

  test('sets a new password through a mail and logs in with it', async () => {
    const host = await createSettledHost(app, 'sofya')
    const { page, complaints, leave } = await arrive(browser, app)
    await page.goto(`${app.url}/app/login`)
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByRole('heading', { name: 'Forgot your password?' }).waitFor()
    await page.getByLabel('E-mail').fill(host.email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor()

    const link = await linkInMail(host.email)
    await page.goto(link)
    await page.getByLabel('New password').fill('orchid-7-harbour-2')
    await page.getByRole('button', { name: 'Set password' }).click()
    await expectToast(page, 'Your password is changed')
    await logIn(page, host.email, 'orchid-7-harbour-2')
    await page.getByRole('heading', { name: 'Bookings', exact: true }).waitFor()
    expect(complaints).toEqual([])

    // The link worked once.
    await page.goto('about:blank')
    await page.goto(link)
    await page.getByLabel('New password').fill('another-7-harbour-2')
    await page.getByRole('button', { name: 'Set password' }).click()
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor()
    await leave()
  })

  test('is asked to log in again when the session has ended meanwhile', async () => {
    const host = await createSettledHost(app, 'lise')
    const { page, context, leave } = await enter(browser, app, host, '/app/bookings')
    await context.clearCookies()
    await page.getByRole('link', { name: 'Meeting types' }).click()
    await page.getByRole('heading', { name: 'Log in' }).waitFor()
    expect(new URL(page.url()).searchParams.get('redirect')).toBe('/app/meeting-types')
    await leave()
  })

  test('keeps what they were writing when the session has ended meanwhile', async () => {
    const host = await createSettledHost(app, 'rosalind')
    const { page, context, leave } = await enter(browser, app, host, '/app/profile')
    await page.getByLabel('About you').fill('Crystals and coal.')
    const cookies = await context.cookies()
    await context.clearCookies()
    await page.getByRole('button', { name: 'Save' }).click()
    const question = page.getByRole('alertdialog', { name: 'Leave without saving?' })
    await question.getByRole('button', { name: 'Stay' }).click()
    expect(await page.getByLabel('About you').inputValue()).toBe('Crystals and coal.')
    // Logged in again, as in another tab.
    await context.addCookies(cookies)
    await page.getByRole('button', { name: 'Save' }).click()
    await expectToast(page, 'Saved')
    await leave()
  })

  test('is led on from the log-in when there is a session already', async () => {
    const host = await createSettledHost(app, 'barbara')
    const { page, leave } = await enter(browser, app, host, '/app/login?redirect=/app/availability')
    await page.getByRole('heading', { name: 'Availability', exact: true }).waitFor()
    await leave()
  })
})
