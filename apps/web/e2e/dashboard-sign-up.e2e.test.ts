import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../server/src/infrastructure.test-kit.ts'
import { closeVisits, openBrowser } from './browser.test-kit.ts'
import { arrive, expectToast } from './dashboard.test-kit.ts'

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

async function signUp(page: Page, name: string, email: string, password = 'tulip-4-garden-9') {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
}

describe('a newcomer', () => {
  test('signs up, goes through the three steps and ends on a link that can be booked', async () => {
    const { page, complaints, leave } = await arrive(browser, app, { timeZone: 'Asia/Kathmandu' })
    await page.goto(`${app.url}/signup`)
    expect(await page.getByLabel('Time zone').innerText()).toContain('Kathmandu')
    await signUp(page, 'Ada Lovelace', 'ada@example.com')

    await page.getByRole('heading', { name: 'Choose your link' }).waitFor()
    await page.getByLabel('Username').fill('admin')
    await page.getByRole('button', { name: 'Continue' }).click()
    const refusal = page.getByText(/reserved/)
    await refusal.waitFor()
    // The browser reports every answer that refuses.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('400')])
    await page.getByLabel('Username').fill('ada')
    await page.getByText('Free', { exact: true }).waitFor()
    expect(await refusal.count()).toBe(0)
    expect(await page.getByText('Links with your old username').count()).toBe(0)
    await page.getByRole('button', { name: 'Continue' }).click()

    await page.getByRole('heading', { name: 'When can people book you?' }).waitFor()
    await page.getByRole('textbox', { name: 'Monday, interval 1' }).fill('9am-12:30pm')
    await page.getByRole('button', { name: 'Continue' }).click()

    await page.getByRole('heading', { name: 'What can people book?' }).waitFor()
    await page.getByText('45 min', { exact: true }).click()
    await page.getByLabel('Link to the meeting').fill('https://meet.example.com/ada')
    await page.getByRole('button', { name: 'Finish' }).click()

    await page.getByRole('heading', { name: 'Your page is ready' }).waitFor()
    await page.getByRole('button', { name: 'Copy link' }).click()
    await expectToast(page, 'Link copied')
    const link = await page.evaluate(() => navigator.clipboard.readText())
    expect(link).toBe(`${app.url}/ada/intro-call`)

    const answer = await (await fetch(`${app.url}/api/ada/intro-call`)).json()
    expect(answer).toMatchObject({ durationMinutes: 45, scheduleTimeZone: 'Asia/Kathmandu' })
    const from = '2027-02-01T00:00:00Z'
    const query = `meeting_type_id=${answer.id}&from=${from}&to=2027-02-09T00:00:00Z&timezone=UTC`
    const { slots } = await (await fetch(`${app.url}/api/availability/slots?${query}`)).json()
    const mondays = slots.filter(({ startTime }: { startTime: string }) =>
      startTime.startsWith('2027-02-08'),
    )
    // 9:00 to 12:30 in Kathmandu (+5:45) holds four times three quarters of an hour.
    expect(mondays[0]?.startTime).toBe('2027-02-08T03:15:00Z')
    expect(mondays).toHaveLength(4)

    await page.getByRole('button', { name: 'Go to the dashboard' }).click()
    await page.getByRole('heading', { name: 'Bookings', exact: true }).waitFor()
    expect(complaints).toEqual([])
    await leave()
  })

  test('gets there with the keyboard alone', async () => {
    const { page, complaints, leave } = await arrive(browser, app)
    await page.goto(`${app.url}/app/sign-up`)
    await page.getByRole('heading', { name: 'Create your account' }).waitFor()
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key)
    }
    await page.keyboard.type('Hypatia')
    await press('Tab')
    await page.keyboard.type('hypatia@example.com')
    await press('Tab')
    await page.keyboard.type('tulip-4-garden-9')
    await press('Enter')
    await page.getByRole('heading', { name: 'Choose your link' }).waitFor()
    await press('Tab', 'Tab', 'Control+a')
    await page.keyboard.type('hypatia-of-alexandria')
    await press('Enter')
    await page.getByRole('heading', { name: 'When can people book you?' }).waitFor()
    // The zone, then the switch of Monday and its hours.
    await press('Tab', 'Tab', 'Tab', 'Control+a')
    await page.keyboard.type('10-3')
    await press('Enter', 'Enter')
    await page.getByRole('heading', { name: 'What can people book?' }).waitFor()
    // The name, the duration, the place and its link.
    await press('Tab', 'Tab', 'ArrowLeft', 'Tab', 'Tab')
    await page.keyboard.type('https://meet.example.com/hypatia')
    await press('Enter')
    await page.getByRole('heading', { name: 'Your page is ready' }).waitFor()
    await page.getByText('/hypatia-of-alexandria/intro-call').waitFor()
    const answer = await fetch(`${app.url}/api/hypatia-of-alexandria/intro-call`)
    expect(await answer.json()).toMatchObject({ durationMinutes: 15 })
    expect(complaints).toEqual([])
    await leave()
  })

  test('may skip every step and is not asked again', async () => {
    const { page, leave } = await arrive(browser, app)
    await page.goto(`${app.url}/app/sign-up`)
    await signUp(page, 'Mary Somerville', 'mary@example.com')
    const skip = async (heading: string) => {
      await page.getByRole('heading', { name: heading }).waitFor()
      await page.getByRole('button', { name: 'Skip for now' }).click()
    }
    await skip('Choose your link')
    await skip('When can people')
    await page.getByRole('heading', { name: 'What can people book?' }).waitFor()
    // Whoever comes back later goes on where they were.
    await page.goto(`${app.url}/app/bookings`)
    let isServerAway = true
    await page.route('**/hosts.updateProfile**', (route) =>
      isServerAway ? route.abort() : route.continue(),
    )
    await skip('What can people book?')
    await page.getByRole('heading', { name: 'Your page is ready' }).waitFor()
    // The dashboard opens once the server knows that the first run is through, not before.
    await page.getByRole('button', { name: 'Go to the dashboard' }).click()
    await page.getByRole('alert').getByText('We could not reach the server').waitFor()
    isServerAway = false
    await page.getByRole('button', { name: 'Go to the dashboard' }).click()
    await page.getByRole('heading', { name: 'Bookings', exact: true }).waitFor()
    await page.goto(`${app.url}/app`)
    await page.getByRole('heading', { name: 'Bookings', exact: true }).waitFor()
    await leave()
  })

  test('is told at the field what to mend, and keeps what was typed', async () => {
    const { page, leave } = await arrive(browser, app)
    await page.goto(`${app.url}/app/sign-up`)
    await signUp(page, 'Emmy Noether', 'not an address', 'short')
    await page.getByText('Please enter a valid e-mail address.').waitFor()
    await page.getByText('At least 8 characters.').nth(1).waitFor()
    expect(await page.getByLabel('Your name').inputValue()).toBe('Emmy Noether')
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('name'))
    expect(focused).toBe('email')
    await leave()
  })

  test('in UTC reads its name once', async () => {
    const { page, leave } = await arrive(browser, app, { timeZone: 'UTC' })
    await page.goto(`${app.url}/app/sign-up`)
    expect(await page.getByLabel('Time zone').innerText()).toMatch(/^UTC\s+now/)
    await leave()
  })

  test('needs one click on the button after mending a field', async () => {
    const { page, leave } = await arrive(browser, app)
    await page.goto(`${app.url}/app/sign-up`)
    await signUp(page, 'Ada Yonath', 'yonath@example.com', 'password')
    const password = page.getByLabel('Password', { exact: true })
    await page.locator('input[name="password"][aria-invalid="true"]').waitFor()
    await password.fill('')
    await password.pressSequentially('tulip-4-garden-9')
    const button = await page.getByRole('button', { name: 'Create account' }).boundingBox()
    if (button === null) throw new Error('the button is not on the page')
    // The lower edge: where the button no longer is once the line above it goes.
    await page.mouse.move(button.x + button.width / 2, button.y + button.height - 4)
    await page.mouse.down()
    await page.mouse.up()
    await page.getByRole('heading', { name: 'Choose your link' }).waitFor()
    await leave()
  })
})

test('with real mail, a sign-up is confirmed through a link', async () => {
  const confirming = await startTestApp({ confirmSignUps: true })
  const { page, leave } = await arrive(browser, confirming)
  await page.goto(`${confirming.url}/app/sign-up`)
  await signUp(page, 'Maryam Mirzakhani', 'maryam@example.com')
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
  const [kept] = await confirming.mails()
  const link = /https?:\/\/\S+#confirm=\S+/.exec(kept?.mail.text ?? '')?.[0] ?? ''
  await page.goto('about:blank')
  await page.goto(link)
  await page.getByRole('heading', { name: 'Choose your link' }).waitFor()
  await leave()
  await confirming.close()
})
