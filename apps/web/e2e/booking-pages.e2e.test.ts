import { gzipSync } from 'node:zlib'
import type { MeetingType } from '@rendez/contract'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../server/src/infrastructure.test-kit.ts'
import { closeVisits, openBrowser, visit } from './browser.test-kit.ts'
import { openTimes } from './guest.test-kit.ts'
import { createHost, type TestHost } from './host.test-kit.ts'

// The clock stands at Monday, 1 February 2027, 08:00 UTC; the host works in Paris from 9 to 5.
let app: TestApp
let browser: Browser
let host: TestHost
let intro: MeetingType

beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser()
  host = await createHost(app, { username: 'grace' })
  await host.updateProfile({ bio: 'Compilers, ships and clocks.' })
  intro = await host.createMeetingType({ name: 'Intro call', slug: 'intro' })
  await host.createMeetingType({ name: 'For friends', slug: 'friends', secret: true })
  await host.createMeetingType({ name: 'Closed', slug: 'closed', active: false })
  await host.createMeetingType({
    name: 'Spring only',
    slug: 'spring',
    bookingWindow: { kind: 'date_range', startDate: '2027-05-03', endDate: '2027-05-14' },
  })
})

afterAll(async () => {
  await closeVisits(browser)
  await app.close()
})

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(app.url + path, { headers })
  return { response, html: await response.text() }
}

describe('what the server sends first', () => {
  test('has the month’s days and the first day’s times in it', async () => {
    const { response, html } = await get('/grace/intro', { 'Accept-Language': 'en-GB' })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(html).toContain('<title>Intro call · Grace Hopper</title>')
    expect(html).toContain('aria-label="Tuesday 2 February, 16 times"')
    expect(html).toContain('Times on Monday 1 February, Paris time')
    // Four hours of notice from 08:00 UTC leave the afternoon in Paris.
    expect(html).toContain('>13:00</button>')
    expect(html).not.toContain('>12:30</button>')
    expect(html).toContain('value="Paris (UTC+1)"')
  })

  test('runs no script that stands in the page', async () => {
    const { response, html } = await get('/grace/intro')
    const scripts = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)
    expect(scripts).toEqual([
      expect.stringMatching(/^<script type="module" src="\/assets\/[\w.-]+\.js">$/),
      '<script id="page-model" type="application/json">',
    ])
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(html).not.toMatch(/(src|href)="https?:/)
  })

  test('opens on the first month with a time, and says that it skipped the empty ones', async () => {
    const { html } = await get('/grace/spring')
    expect(html).toContain('May 2027')
    expect(html).toContain('Nothing free before this month')
    expect(html).toContain('aria-label="Monday 3 May, 16 times"')
  })
})

describe('pages without slots', () => {
  test('a host’s page lists what anybody may book, and needs no script', async () => {
    const { response, html } = await get('/grace')
    expect(response.status).toBe(200)
    expect(html).toContain('Compilers, ships and clocks.')
    expect(html).toContain('href="/grace/intro"')
    expect(html).not.toContain('friends')
    expect(html).not.toContain('closed')
    expect(html).not.toContain('<script')
  })

  test('unknown names are not found, in friendly words', async () => {
    for (const path of [
      '/nobody',
      '/grace/nothing',
      '/nobody/intro',
      '/booking/17',
      '/%F0%9F%A6%8A',
    ]) {
      const { response, html } = await get(path)
      expect(response.status, path).toBe(404)
      expect(html, path).toContain('Nothing here')
    }
  })

  test('a final slash leads to the page without it, on this server', async () => {
    for (const [given, wanted] of [
      ['/grace/?theme=dark', '/grace?theme=dark'],
      ['/grace/intro/', '/grace/intro'],
      ['/%5Cexample.com/', '/%5Cexample.com'],
    ] as const) {
      const response = await fetch(app.url + given, { redirect: 'manual' })
      expect([response.status, response.headers.get('Location')]).toEqual([301, wanted])
    }
    const foreign = await fetch(`${app.url}//example.com/`, { redirect: 'manual' })
    expect(foreign.status).toBe(404)
  })

  test('a meeting type that takes no bookings says so and leads to the others', async () => {
    const { response, html } = await get('/grace/closed')
    expect(response.status).toBe(404)
    expect(html).toContain('Not open for bookings')
    expect(html).toContain('href="/grace"')
  })

  test('a secret meeting type opens by its link', async () => {
    expect((await get('/grace/friends')).response.status).toBe(200)
  })

  test('an empty month says when the next free day is and leads there', async () => {
    const { page, leave } = await openTimes(browser, `${app.url}/grace/spring?month=2027-03`)
    await page.getByText('No times this month').waitFor()
    await page.getByText('The next free day is Monday 3 May.').waitFor()
    await page.getByRole('button', { name: 'Go to May 2027' }).click()
    await page.getByRole('button', { name: 'Monday 3 May, 16 times' }).waitFor()
    await page.getByRole('button', { name: 'No later times' }).waitFor()
    await leave()
  })
})

describe('without JavaScript', () => {
  const open = (path: string) => openTimes(browser, app.url + path, { javaScriptEnabled: false })
  const mainOf = (page: Page) => page.getByRole('main').innerText()

  test('months, days, times and zones are buttons that lead there, and the form books', async () => {
    const { page, leave } = await open('/grace/intro')
    await page.getByRole('button', { name: 'On to March 2027' }).click()
    await page.getByRole('button', { name: 'Back to February 2027' }).click()
    await page.getByRole('button', { name: 'Wednesday 10 February' }).click()
    await page.getByLabel('Time zone, such as').fill('Asia/Kathmandu')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByRole('button', { name: 'Wednesday 10 February' }).click()
    await page.getByRole('button', { name: '14:45', exact: true }).click()
    expect(await mainOf(page)).toContain('Kathmandu time')

    await page.getByLabel('Your name').fill('Ada Lovelace')
    await page.getByLabel('E-mail').fill('ada@localhost')
    await page.getByLabel('Anything that helps').fill('Two questions.')
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    expect(await mainOf(page)).toContain('Please enter a valid e-mail address.')
    expect(await page.getByLabel('Anything that helps').inputValue()).toBe('Two questions.')

    await page.getByLabel('E-mail').fill('ada@example.com')
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    expect(await mainOf(page)).toContain('You are booked')
    expect(await mainOf(page)).toMatch(/14:45–15:15\s+Kathmandu time/)
    await leave()
  })

  test('a time that is taken meanwhile keeps what was typed and offers others', async () => {
    const { page, leave } = await open('/grace/intro?time=2027-02-11T10:00:00Z')
    await page.getByLabel('Your name').fill('Ada Lovelace')
    await page.getByLabel('E-mail').fill('ada@example.com')
    await app.services.bookings.create(
      {
        meetingTypeId: intro.id,
        startTime: '2027-02-11T10:00:00Z',
        inviteeName: 'Mary Jackson',
        inviteeEmail: 'mary@example.com',
        inviteeTimeZone: 'UTC',
        notes: '',
      },
      null,
    )
    await page.getByLabel('E-mail').press('Enter')
    expect(await mainOf(page)).toContain('This time was just taken. These are free:')
    expect(await page.getByLabel('Your name').inputValue()).toBe('Ada Lovelace')
    await page.getByRole('button', { name: 'Thu 11 Feb, 11:30' }).click()
    expect(await mainOf(page)).toContain('You are booked')
    await leave()
  })

  test('all free times are shown after a refusal, and what was typed goes along', async () => {
    const { page, leave } = await open('/grace/intro?time=2027-02-17T10:00:00Z&name=Grace')
    await page.getByLabel('Your name').fill('Ada Lovelace')
    await page.getByLabel('E-mail').fill('ada@example.com')
    await page.getByLabel('Anything that helps').fill('Two\nquestions.')
    await app.services.bookings.create(
      {
        meetingTypeId: intro.id,
        startTime: '2027-02-17T10:00:00Z',
        inviteeName: 'Mary Jackson',
        inviteeEmail: 'mary@example.com',
        inviteeTimeZone: 'UTC',
        notes: '',
      },
      null,
    )
    await page.getByLabel('E-mail').press('Enter')
    await page.getByRole('button', { name: 'See all free times' }).click()
    await page.getByRole('heading', { name: 'February 2027' }).waitFor()
    await page.getByRole('button', { name: 'On to March 2027' }).click()
    await page.getByRole('button', { name: 'Wednesday 17 March' }).click()
    await page.getByRole('button', { name: '11:00', exact: true }).click()
    await page.getByRole('button', { name: 'Other times' }).click()
    await page.getByRole('button', { name: '11:30', exact: true }).click()
    expect(await page.getByLabel('Your name').inputValue()).toBe('Ada Lovelace')
    expect(await page.getByLabel('Anything that helps').inputValue()).toBe('Two\nquestions.')
    expect(page.url()).not.toContain('Ada')
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    expect(await mainOf(page)).toMatch(/You are booked.*17 March 2027.*11:30/s)
    await leave()
  })

  test('the form leads back to the other times', async () => {
    const { page, leave } = await open('/grace/intro?time=2027-03-18T10:00:00Z')
    await page.getByRole('button', { name: 'Other times' }).click()
    await page.getByRole('heading', { name: 'March 2027' }).waitFor()
    await page.getByRole('list', { name: 'Times on Thursday 18 March' }).waitFor()
    await leave()
  })

  test('a booking offers only what works, and can be cancelled at once', async () => {
    const { page, leave } = await open('/grace/intro?time=2027-02-18T10:00:00Z')
    await page.getByLabel('Your name').fill('Ada Lovelace')
    await page.getByLabel('E-mail').fill('ada@example.com')
    await page.getByLabel('E-mail').press('Enter')
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    const buttons = page.getByRole('main').getByRole('button')
    expect(await buttons.allInnerTexts()).toEqual(['Reschedule', 'Cancel'])
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Cancel meeting' }).click()
    await page.getByRole('heading', { name: 'Meeting cancelled' }).waitFor()
    await leave()
  })

  test('a form that another site sends is refused', async () => {
    const response = await fetch(`${app.url}/grace/intro`, {
      method: 'POST',
      headers: { 'Sec-Fetch-Site': 'cross-site' },
      body: new URLSearchParams({ time: '2027-02-12T10:00:00Z' }),
    })
    expect(response.status).toBe(403)
  })
})

describe('coming alive', () => {
  test('weighs less than 100 kB of compressed JavaScript, without the Temporal polyfill', async () => {
    const { page, leave } = await visit(browser)
    const bodies: Promise<Buffer>[] = []
    const sizes: Promise<number>[] = []
    page.on('response', (response) => {
      if (!response.url().endsWith('.js')) return
      bodies.push(response.body())
      sizes.push(
        response
          .finished()
          .then(() => response.request().sizes())
          .then(({ responseBodySize }) => responseBodySize),
      )
    })
    await page.goto(`${app.url}/grace/intro`, { waitUntil: 'networkidle' })
    const scripts = await Promise.all(bodies)
    const gzipped = scripts.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0)
    const sent = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    process.stdout.write(`Booking page: ${sent} bytes of JavaScript as sent, ${gzipped} gzipped\n`)
    expect(scripts.length).toBeGreaterThan(0)
    expect(sent).toBeGreaterThan(10_000)
    expect(Math.max(sent, gzipped)).toBeLessThan(100_000)
    expect(scripts.join('')).not.toContain('JSBI')
    await leave()
  })

  test.each([
    ['en-US', 'America/New_York'],
    ['de-DE', 'Europe/Berlin'],
    ['ar-EG', 'Africa/Cairo'],
    ['ja-JP', 'Asia/Tokyo'],
    ['pt-BR', 'America/Sao_Paulo'],
    ['fa-IR', 'Asia/Tehran'],
    ['bg-BG', 'Europe/Sofia'],
    ['en-NZ', 'Pacific/Apia'],
  ])('in %s and %s both renderings agree, and nothing jumps', async (locale, timeZone) => {
    const { page, complaints, layoutShift, leave } = await visit(browser, {
      locale,
      timeZone,
      width: 360,
    })
    await page.goto(`${app.url}/grace/intro`, { waitUntil: 'networkidle' })
    expect(await layoutShift()).toBeLessThan(0.01)
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(`${app.url}/grace/intro?month=2027-03`, { waitUntil: 'networkidle' })
    expect(await layoutShift()).toBeLessThan(0.01)
    expect(complaints).toEqual([])
    await leave()
  })
})
