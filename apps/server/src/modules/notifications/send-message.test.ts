import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  appendBookingEvent,
  cancelBooking,
  createNotificationsKit,
  hostAddress,
  insertBooking,
  invitationOf,
  inviteeAddress,
  messagesTo,
  moveBooking,
  type NotificationsKit,
} from './notifications.test-kit.ts'

let kit: NotificationsKit
beforeAll(async () => {
  kit = await createNotificationsKit()
})
afterEach(() => kit.reset())
afterAll(() => kit.close())

const statesOf = async () =>
  (await kit.sentMessages()).map(({ recipient, state, attempts }) => ({
    recipient,
    state,
    attempts,
  }))

const eventsLeft = async () => (await kit.database.sql`select * from outbox`).length

async function confirmedBooking() {
  const booking = await insertBooking(kit.database)
  await appendBookingEvent(kit.database, booking, 'confirmed', 0)
  return booking
}

describe('nothing is lost, and nothing is sent twice but what may not have arrived', () => {
  test('a process that dies between booking and mail', async () => {
    const first = kit.startRelay()
    await first.stop()
    await confirmedBooking()
    await kit.startRelay().drain()
    expect(kit.server.received).toHaveLength(2)
  })

  test('a mail server that is down, and comes back', async () => {
    await confirmedBooking()
    await kit.server.stop()
    const relay = kit.startRelay({ delayAfter: () => 3_600 })
    await relay.drain()
    expect(await statesOf()).toEqual([
      { recipient: hostAddress, state: 'reserved', attempts: 1 },
      { recipient: inviteeAddress, state: 'reserved', attempts: 1 },
    ])
    const server = await kit.restartServer()
    await kit.makeDue()
    await relay.drain()
    expect(server.received).toHaveLength(2)
    expect(await statesOf()).toEqual([
      { recipient: hostAddress, state: 'accepted', attempts: 2 },
      { recipient: inviteeAddress, state: 'accepted', attempts: 2 },
    ])
  })

  test('a mail server that defers one of the two sends the other one once', async () => {
    await confirmedBooking()
    let deferrals = 3
    kit.server.answer.toRecipient = (address) =>
      address === hostAddress && deferrals-- > 0 ? 451 : 'accept'
    await kit.startRelay().drain()
    expect(messagesTo(kit.server, inviteeAddress)).toHaveLength(1)
    expect(messagesTo(kit.server, hostAddress)).toHaveLength(1)
    expect(await statesOf()).toEqual([
      { recipient: hostAddress, state: 'accepted', attempts: 4 },
      { recipient: inviteeAddress, state: 'accepted', attempts: 1 },
    ])
  })

  test('a recipient who is refused for good is not tried again, and keeps nobody from theirs', async () => {
    const booking = await confirmedBooking()
    kit.server.answer.toRecipient = (address) => (address === inviteeAddress ? 550 : 'accept')
    const relay = kit.startRelay()
    await relay.drain()
    expect(await statesOf()).toEqual([
      { recipient: hostAddress, state: 'accepted', attempts: 1 },
      { recipient: inviteeAddress, state: 'refused', attempts: 1 },
    ])
    expect(await eventsLeft()).toBe(0)
    await cancelBooking(kit.database, booking, 1)
    await relay.drain()
    expect(messagesTo(kit.server, hostAddress)).toHaveLength(2)
  })

  test('a mail server that takes a message and breaks off gets the same message again', async () => {
    await confirmedBooking()
    let drops = 2
    kit.server.answer.toMessage = ({ recipients }) =>
      recipients.includes(inviteeAddress) && drops-- > 0 ? 'drop' : 'accept'
    await kit.startRelay().drain()
    const repeated = messagesTo(kit.server, inviteeAddress)
    expect(repeated).toHaveLength(3)
    expect(new Set(repeated.map(({ parsed }) => parsed.messageId)).size).toBe(1)
    const bodies = repeated.map((message) => [message.parsed.html, invitationOf(message).content])
    expect(bodies).toEqual([bodies[0], bodies[0], bodies[0]])
    expect(messagesTo(kit.server, hostAddress)).toHaveLength(1)
  })

  test('several relays at once', async () => {
    const count = 12
    for (let number = 0; number < count; number += 1) {
      const booking = await insertBooking(
        kit.database,
        { inviteeEmail: `guest${number}@guest.example` },
        { username: `ada-${number}` },
      )
      await appendBookingEvent(kit.database, booking, 'confirmed', 0)
      await moveBooking(kit.database, booking, 1)
      await kit.database.sql`update users set email = ${`host${number}@host.example`}
        where id = ${booking.hostId}`
    }
    const relays = [kit.startRelay(), kit.startRelay(), kit.startRelay()]
    await Promise.all(relays.map((relay) => relay.drain()))
    expect(await eventsLeft()).toBe(0)
    const ids = kit.server.received.map(({ parsed }) => parsed.messageId)
    expect(ids).toHaveLength(count * 2)
    expect(new Set(ids).size).toBe(count * 2)
  })

  test('an event that is delivered twice', async () => {
    await confirmedBooking()
    const [event] = await kit.database.sql`select * from outbox`
    const relay = kit.startRelay()
    await relay.drain()
    await kit.database.sql`insert into outbox (id, kind, subject, payload)
      values (${event?.id}, ${event?.kind}, ${event?.subject}, ${event?.payload})`
    await relay.drain()
    expect(kit.server.received).toHaveLength(2)
  })
})
