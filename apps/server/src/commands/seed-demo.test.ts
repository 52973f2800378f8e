import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../adapters/clock/system-clock.ts'
import { startAccounts, type TestAccounts } from '../modules/accounts/accounts.test-kit.ts'
import { uncached } from '../modules/availability/uncached.test-kit.ts'
import { createHostsModule } from '../modules/hosts/hosts.module.ts'
import { createMeetingTypesModule } from '../modules/meeting-types/meeting-types.module.ts'
import { seedDemo } from './seed-demo.ts'

let kit: TestAccounts
beforeAll(async () => {
  kit = await startAccounts({ confirmSignUps: true })
})
afterAll(() => kit.stop())

const options = { password: 'rendez-demo-host', timeZone: 'Europe/Vienna' }
const modules = () => {
  const { accounts, database } = kit
  const hosts = createHostsModule({ database, ...uncached(database) })
  const meetingTypes = createMeetingTypesModule({
    database,
    clock: systemClock,
    ...uncached(database),
  })
  return { accounts, hosts, meetingTypes }
}

test('the demo host can be booked and can log in, and stays as it is on the next start', async () => {
  const { meetingTypes } = modules()
  await expect(seedDemo(modules(), options)).resolves.toEqual({
    email: 'demo@example.com',
    username: 'demo',
    created: true,
  })
  const page = await meetingTypes.getHostPage('demo')
  expect(
    page.meetingTypes.map(({ slug, durationMinutes, locationKind }) => ({
      slug,
      durationMinutes,
      locationKind,
    })),
  ).toEqual([
    { slug: 'intro', durationMinutes: 30, locationKind: 'link' },
    { slug: 'working-session', durationMinutes: 60, locationKind: 'in_person' },
    { slug: 'quick-call', durationMinutes: 15, locationKind: 'phone' },
  ])
  const login = { email: 'demo@example.com', password: options.password }
  await expect(kit.call('/sign-in/email', login)).resolves.toMatchObject({ status: 200 })

  const again = await seedDemo(modules(), { ...options, password: 'another-demo-password' })
  expect(again).toMatchObject({ username: 'demo', created: false })
  await expect(meetingTypes.getHostPage('demo')).resolves.toEqual(page)
  await expect(kit.call('/sign-in/email', login)).resolves.toMatchObject({ status: 200 })
})

test('a first start that was cut short is made up for', async () => {
  const { meetingTypes } = modules()
  await kit.database.sql`delete from meeting_types where slug <> 'intro'`
  await kit.database.sql`update hosts set onboarded = false where username = 'demo'`
  await seedDemo(modules(), options)
  const { meetingTypes: offered } = await meetingTypes.getHostPage('demo')
  expect(offered.map(({ slug }) => slug)).toEqual(['intro', 'working-session', 'quick-call'])
})
