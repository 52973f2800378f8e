import { expect, test } from 'vitest'
import { keepEnds } from './keep-ends.ts'

const refuse = async () => {
  throw new Error('away')
}

test('what could not be noted is noted once when it is asked for again, by consumer', async () => {
  const ends = keepEnds()
  let away = true
  const noted: string[] = []
  const end = (name: string) => async () => {
    if (away) await refuse()
    noted.push(name)
  }
  const mail = { eventId: '1', consumer: 'mail' }
  const webhooks = { eventId: '1', consumer: 'webhooks' }
  await expect(ends.note(mail, end('mail'))).rejects.toThrow('away')
  await expect(ends.note(webhooks, end('webhooks'))).rejects.toThrow('away')
  await expect(ends.note(mail)).rejects.toThrow('away')
  away = false
  await ends.note({ eventId: '2', consumer: 'mail' })
  expect(noted).toEqual([])
  await ends.note(mail)
  await ends.note(mail)
  expect(noted).toEqual(['mail'])
  await ends.note(webhooks)
  expect(noted).toEqual(['mail', 'webhooks'])
})

test('keeps so many, and forgets the oldest', async () => {
  const ends = keepEnds()
  const handlings = Array.from({ length: 1_001 }, (_, index) => ({
    eventId: String(index),
    consumer: 'mail',
  }))
  for (const handling of handlings) await ends.note(handling, refuse).catch(() => {})
  const kept = await Promise.allSettled(handlings.map((handling) => ends.note(handling)))
  expect(kept.map(({ status }) => status).indexOf('rejected')).toBe(1)
  expect(kept.filter(({ status }) => status === 'rejected')).toHaveLength(1_000)
})
