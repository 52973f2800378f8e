import type { CreatedBooking, MeetingType } from '@rendez/contract'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../server/src/infrastructure.test-kit.ts'
import { closeVisits, lookAt, openBrowser, visit } from './browser.test-kit.ts'
import { untilAlive } from './guest.test-kit.ts'
import { createHost } from './host.test-kit.ts'

// The clock stands at Monday, 1 February 2027, 08:00 UTC; the host works in Paris from 9 to 5.
let app: TestApp
let browser: Browser
let intro: MeetingType

beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser()
  const host = await createHost(app, { username: 'grace' })
  intro = await host.createMeetingType({ name: 'Intro call', slug: 'intro' })
})

afterAll(async () => {
  await closeVisits(browser)
  await app.close()
})

const book = (startTime: string) =>
  app.services.bookings.create(
    {
      meetingTypeId: intro.id,
      startTime,
      inviteeName: 'Ada Lovelace',
      inviteeEmail: 'ada@example.com',
      inviteeTimeZone: 'Europe/Paris',
      notes: '',
    },
    null,
  )

const current = ({ id, manageToken }: CreatedBooking) =>
  app.services.bookings.get({ by: 'invitee', manageToken }, id)

/** Opens the page of a booking without JavaScript and hands over the link. */
async function open(booking: CreatedBooking) {
  const visitor = await visit(browser, { javaScriptEnabled: false })
  const { page } = visitor
  await page.goto(booking.manageUrl)
  await page.getByLabel('The link from your mail').fill(booking.manageUrl)
  await page.getByRole('button', { name: 'Show my meeting' }).click()
  await page.getByRole('heading', { name: 'Your meeting', exact: true }).waitFor()
  return visitor
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

const look = (page: Page, name: string) => lookAt(page, name, { axe: false })

/** What is shown and can be pressed: a button that nothing would come of is not among them. */
const buttonsOf = (page: Page) => page.getByRole('main').getByRole('button').allInnerTexts()

test('a booking is moved, then cancelled with a reason, every step a page of its own', async () => {
  const booking = await book('2027-02-02T10:00:00Z')
  const { page, leave } = await open(booking)
  expect(await buttonsOf(page)).toEqual(['Reschedule', 'Cancel'])
  expect(await look(page, 'without-script-manage')).toEqual([])

  await press(page, 'Reschedule')
  await press(page, 'Keep the time')
  await press(page, 'Reschedule')
  await expect.poll(() => page.title()).toBe('Pick another time')
  await press(page, 'On to March 2027')
  await page.getByRole('button', { name: 'Friday 5 March' }).click()
  await page.getByLabel('Time zone, such as').fill('Asia/Kathmandu')
  await press(page, 'Show')
  await press(page, 'On to March 2027')
  await page.getByRole('button', { name: 'Friday 5 March' }).click()
  await page.getByRole('heading', { name: 'Fri 5 Mar' }).waitFor()
  expect(await look(page, 'without-script-move')).toEqual([])
  await press(page, '14:45')
  await press(page, 'Other times')
  await press(page, '14:15')
  await expect.poll(() => page.title()).toBe('Move to this time?')
  expect(await look(page, 'without-script-move-confirm')).toEqual([])
  expect(await current(booking)).toMatchObject({ startTime: booking.startTime })
  await press(page, 'Move meeting')
  await page.getByRole('heading', { name: 'Your meeting was moved' }).waitFor()
  expect(await page.getByRole('main').innerText()).toMatch(/14:15–14:45\s+Kathmandu time/)
  expect(await current(booking)).toMatchObject({ startTime: '2027-03-05T08:30:00Z', version: 1 })

  await press(page, 'Cancel')
  await press(page, 'Keep it')
  await press(page, 'Cancel')
  await expect.poll(() => page.title()).toBe('Cancel this meeting?')
  // On a phone the question stands below the booking: the page begins there.
  const question = page.getByRole('heading', { name: 'Cancel this meeting?' })
  await expect.poll(async () => (await question.boundingBox())?.y).toBeLessThan(400)
  expect(await look(page, 'without-script-cancel')).toEqual([])
  await page.getByLabel('A word why').fill('I am ill.')
  await press(page, 'Cancel meeting')
  await page.getByRole('heading', { name: 'Meeting cancelled' }).waitFor()
  await page.getByText('I am ill.').waitFor()
  expect(await current(booking)).toMatchObject({ status: 'cancelled' })
  expect(new URL(page.url()).search).toBe('')
  await page.getByRole('link', { name: 'Book another time' }).click()
  await page.getByRole('heading', { name: 'Intro call' }).waitFor()
  await leave()
})

test('a time that is taken meanwhile is told, and another is asked about before the move', async () => {
  const booking = await book('2027-02-03T10:00:00Z')
  const { page, leave } = await open(booking)
  await press(page, 'Reschedule')
  await page.getByRole('button', { name: 'Monday 8 February' }).click()
  await press(page, '14:00')
  await book('2027-02-08T13:00:00Z')
  await press(page, 'Move meeting')
  await page.getByText('This time was just taken. These are free:').waitFor()
  expect(await look(page, 'without-script-taken')).toEqual([])
  await press(page, 'See all free times')
  await page.getByRole('button', { name: 'Monday 8 February' }).click()
  await page.getByRole('heading', { name: 'Mon 8 Feb' }).waitFor()
  expect(await page.getByRole('button', { name: '14:00', exact: true }).count()).toBe(0)
  await press(page, '14:30')
  await book('2027-02-08T13:30:00Z')
  await press(page, 'Move meeting')
  await press(page, 'Mon 8 Feb, 15:00')
  await page.getByRole('heading', { name: 'Move to this time?' }).waitFor()
  expect(await current(booking)).toMatchObject({ startTime: booking.startTime })
  await press(page, 'Move meeting')
  await page.getByRole('heading', { name: 'Your meeting was moved' }).waitFor()
  expect(await current(booking)).toMatchObject({ startTime: '2027-02-08T14:00:00Z' })
  await leave()
})

test('what somebody else changed meanwhile is told and shown', async () => {
  const booking = await book('2027-02-04T10:00:00Z')
  const { page, leave } = await open(booking)
  await press(page, 'Reschedule')
  await page.getByRole('button', { name: 'Monday 15 February' }).click()
  await press(page, '14:00')
  await app.services.bookings.reschedule(
    { by: 'invitee', manageToken: booking.manageToken },
    { id: booking.id, startTime: '2027-02-16T09:00:00Z' },
    null,
  )
  await press(page, 'Move meeting')
  await page.getByText('This was changed by somebody else meanwhile.').waitFor()
  expect(await page.getByRole('main').innerText()).toContain('Tuesday, 16 February 2027')
  expect(await look(page, 'without-script-changed')).toEqual([])
  await leave()
})

test('the page asks for the link, and again for one that it does not know', async () => {
  const booking = await book('2027-02-05T10:00:00Z')
  const { page, leave } = await visit(browser, { javaScriptEnabled: false })
  await page.goto(booking.manageUrl)
  expect(await look(page, 'without-script-link')).toEqual([])
  await page.getByLabel('The link from your mail').fill('https://meet.example/booking')
  await page.getByLabel('The link from your mail').press('Enter')
  await page.getByRole('heading', { name: 'We do not know this link' }).waitFor()
  expect(await buttonsOf(page)).toEqual(['Show my meeting'])
  expect(await look(page, 'without-script-unknown')).toEqual([])
  await leave()
})

test('JavaScript that arrives later takes over where a form has led', async () => {
  const booking = await book('2027-02-09T10:00:00Z')
  for (const [step, fields, heading] of [
    ['look', {}, 'Your meeting'],
    ['cancel', {}, 'Cancel this meeting?'],
    ['move', {}, 'February 2027'],
    ['move', { time: '2027-02-10T10:00:00Z' }, 'Move to this time?'],
  ] as const) {
    const { page, complaints, leave } = await visit(browser)
    await page.goto(`${app.url}/grace`)
    await page.evaluate(sendForm, {
      action: `/booking/${booking.id}`,
      fields: { manageToken: booking.manageToken, step, ...fields },
    })
    await page.getByRole('heading', { name: heading, exact: true }).waitFor()
    await untilAlive(page)
    expect([step, complaints]).toEqual([step, []])
    await expect.poll(() => page.url()).toBe(booking.manageUrl)
    expect(await page.title()).toBe('Your meeting')
    expect(await page.locator('input[type="hidden"][name="manageToken"]').count()).toBe(0)
    await page.reload()
    await page.getByRole('heading', { name: 'Your meeting', exact: true }).waitFor()
    await leave()
  }
})

function sendForm({ action, fields }: { action: string; fields: Record<string, string> }) {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = action
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input')
    input.name = name
    input.value = value
    form.append(input)
  }
  document.body.append(form)
  form.submit()
}
