import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginHandling, finishHandling } from './inbox.repository.ts'
import { buryRow, claimRows, noteDispatched, redeliverUnbegun } from './outbox.repository.ts'
import { createOutboxKit, type OutboxKit } from './outbox.test-kit.ts'

const HOUR = 3_600
let kit: OutboxKit

beforeAll(async () => {
  kit = await createOutboxKit()
})
afterAll(() => kit.close())

async function readLooks(): Promise<Map<string, string>> {
  const rows = await kit.database.sql<{ subject: string; look: string }[]>`
    select subject, next_attempt_at::text as look from outbox`
  return new Map(rows.map(({ subject, look }) => [subject, look]))
}

test('what the broker alone had for a consumer is due at once, and nothing else', async () => {
  const { sql } = kit.database
  await kit.append("another's", 'begun', 'handled', 'dead', "in a relay's hand", 'unbegun')
  const claimed = [
    ...(await claimRows(sql, 1, HOUR, ['sms'])),
    ...(await claimRows(sql, 5, HOUR, ['mail', 'sms'])),
  ]
  const rows = new Map(claimed.map((row) => [row.event.subject, row]))
  const take = (subject: string) => {
    const row = rows.get(subject)
    if (row === undefined) throw new Error(`${subject} was not claimed`)
    return row
  }
  const dispatched = claimed.filter((row) => row !== take("in a relay's hand"))
  await noteDispatched(sql, dispatched, HOUR)
  const asMail = (subject: string) => ({ eventId: take(subject).event.id, consumer: 'mail' })
  await beginHandling(sql, asMail('begun'), HOUR)
  await finishHandling(sql, asMail('handled'), HOUR)
  await buryRow(sql, { ...take('dead'), attempts: 0 }, 'given up')

  const before = await readLooks()
  await redeliverUnbegun(sql, 'mail')
  const after = await readLooks()
  const changed = [...after].filter(([subject, look]) => look !== before.get(subject))
  expect(changed.map(([subject]) => subject)).toEqual(['unbegun'])
  const due = await claimRows(sql, 6, HOUR, ['mail', 'sms'])
  expect(due.map(({ event }) => event.subject)).toEqual(['unbegun'])
})
