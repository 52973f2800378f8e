import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DomainEvent } from '../../outbox/domain-event.ts'
import type { MessageBus } from '../../ports/message-bus.ts'

const event: DomainEvent = {
  id: '01980000-0000-7000-8000-000000000001',
  kind: 'booking.confirmed',
  subject: '01980000-0000-7000-8000-000000000002',
  payload: { bookingId: 'booking', hostId: 'host', version: 0 },
  occurredAt: '2026-04-01T08:00:00.000Z',
}

/** Milliseconds to wait for what a broker brings in its own time. */
const patience = 10_000

/** What every message bus does, whatever carries the events. */
export function describeMessageBus(name: string, createBus: () => Promise<MessageBus>): void {
  describe(name, () => {
    let bus: MessageBus
    beforeEach(async () => {
      bus = await createBus()
    })
    afterEach(() => bus.close())

    test('brings an event to every consumer as it was published', async () => {
      const received: [string, DomainEvent][] = []
      bus.subscribe('first', async (event) => void received.push(['first', event]))
      bus.subscribe('second', async (event) => void received.push(['second', event]))
      await bus.publish(event)
      await vi.waitFor(() => expect(received).toHaveLength(2), patience)
      expect(received.sort()).toEqual([
        ['first', event],
        ['second', event],
      ])
    })

    test('is done with an event that nobody waits for', async () => {
      await expect(bus.publish(event)).resolves.toBeUndefined()
    })

    test('loses nothing when a handler fails: it is published again, or delivered again', async () => {
      let attempts = 0
      bus.subscribe('unlucky', async () => {
        attempts += 1
        if (attempts === 1) throw new Error('not now')
      })
      await bus.publish(event).catch(() => bus.publish(event))
      await vi.waitFor(() => expect(attempts).toBe(2), patience)
    })

    test('brings an event to the others when one consumer fails', async () => {
      let handled = 0
      let failed = 0
      bus.subscribe('unlucky', async () => {
        failed += 1
        if (failed === 1) throw new Error('not now')
      })
      bus.subscribe('lucky', async () => {
        handled += 1
      })
      await bus.publish(event).catch(() => {})
      await vi.waitFor(() => expect(handled).toBeGreaterThan(0), patience)
    })

    test('has one handler a consumer', () => {
      bus.subscribe('same', async () => {})
      expect(() => bus.subscribe('same', async () => {})).toThrow('same')
    })

    test('takes nothing more once it is closed', async () => {
      await bus.close()
      await expect(bus.publish(event)).rejects.toThrow()
    })
  })
}
