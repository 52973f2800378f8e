import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { StoreUnavailableError } from '../../ports/key-value-store.ts'
import {
  appendBookingEvent,
  createNotificationsKit,
  insertBooking,
  type NotificationsKit,
} from './notifications.test-kit.ts'

let kit: NotificationsKit
beforeAll(async () => {
  kit = await createNotificationsKit()
})
afterEach(() => kit.reset())
afterAll(() => kit.close())

const refused = { allowed: false, remaining: 0, retryAfterMs: 1, resetAfterMs: 1 }

/** A booking whose guest is reminded by SMS; its reminder is due. */
async function remindBySms() {
  const changes = { reminderMinutes: [60], sms: 'optional' as const }
  const row = await insertBooking(kit.database, { inviteePhone: '+33612345678' }, {}, changes)
  await appendBookingEvent(kit.database, row, 'confirmed', 0)
  const relay = kit.startRelay()
  await relay.drain()
  await kit.releaseMessages()
  return relay
}

const texts = async () =>
  (await kit.sentMessages())
    .filter(({ channel }) => channel === 'sms')
    .map(({ state, last_error }) => [state, last_error])

test('one too many is skipped with the reason, and its mail is not', async () => {
  kit.useStore({ takeToken: async () => refused })
  const relay = await remindBySms()
  await relay.drain()
  expect(kit.provider.received).toEqual([])
  expect(await texts()).toEqual([['skipped', 'too many texts to this number']])
  expect((await kit.sentMessages()).filter(({ state }) => state === 'accepted')).not.toEqual([])
  expect(await kit.database.sql`select from outbox`).toEqual([])
})

test('one is sent while the store is away', async () => {
  kit.useStore({ takeToken: () => Promise.reject(new StoreUnavailableError()) })
  const relay = await remindBySms()
  await relay.drain()
  expect(kit.provider.received).toHaveLength(1)
  expect(await texts()).toEqual([['accepted', null]])
})

test('one that is tried again is counted once', async () => {
  let counted = 0
  kit.useStore({
    takeToken: async () => {
      counted += 1
      return counted > 2 ? refused : { ...refused, allowed: true }
    },
  })
  const relay = await remindBySms()
  kit.provider.answer = () => ({ status: 503 })
  await relay.stop()
  const second = kit.startRelay({ delayAfter: () => 3_600 })
  await second.drain()
  expect((await texts())[0]?.[0]).toBe('reserved')
  kit.provider.answer = () => 'accept'
  await kit.makeDue()
  await second.drain()
  expect(await texts()).toEqual([['accepted', null]])
  // Once for the number, and once for the host.
  expect(counted).toBe(2)
})
