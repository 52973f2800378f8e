import { expect, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import type { DomainEvent } from './domain-event.ts'
import { type domainEventSchema, parseEvent } from './parse-event.ts'

test('the schema has every event and every field', () => {
  expectTypeOf<z.infer<typeof domainEventSchema>>().toExtend<DomainEvent>()
  expectTypeOf<DomainEvent>().toExtend<z.infer<typeof domainEventSchema>>()
})

test('what is missing a field is refused', () => {
  const event = {
    id: 'id',
    kind: 'booking.confirmed',
    subject: 'booking',
    payload: { bookingId: 'booking', hostId: 'host', version: 0 },
    occurredAt: '2026-04-01T08:00:00.000Z',
  }
  expect(parseEvent(event)).toEqual(event)
  expect(() => parseEvent({ ...event, payload: {} })).toThrow('version')
  expect(() => parseEvent({ ...event, kind: 'booking.exploded' })).toThrow('kind')
})
