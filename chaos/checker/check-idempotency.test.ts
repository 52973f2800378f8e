import { expect, test } from 'vitest'
import type { Attempt, Intent, Outcome } from '../history/operation.ts'
import { buildDossiers } from './build-dossiers.ts'
import { checkIdempotency } from './check-idempotency.ts'
import type { BookingRow, Evidence } from './evidence.ts'
import { SimulatedRun } from './simulated-run.test-kit.ts'

const template = new SimulatedRun(1).run(40)
const [row] = template.rows
const lost: Outcome = { outcome: 'unknown', reason: 'timeout' }

/** One request, sent as often as there are outcomes, and what is there afterwards. */
function check(key: string | null, outcomes: Outcome[], rows: Partial<BookingRow>[]) {
  if (row === undefined) throw new Error('the template has no booking')
  const about = {
    hostId: row.hostId,
    meetingTypeId: row.meetingTypeId,
    inviteeEmail: 'a@example.com',
  }
  const intent: Intent = { id: '1', client: 1, action: 'book', key, ...about }
  const attempts = outcomes.map(
    (outcome, index): Attempt => ({
      number: index,
      intent,
      server: 'server-1',
      from: index,
      until: index + 1,
      ...outcome,
    }),
  )
  const made = rows.map((changes, index) => ({
    ...row,
    ...about,
    id: `${index}`,
    version: 0,
    ...changes,
  }))
  const evidence: Evidence = { ...template, attempts, rows: made, changes: [], mails: [] }
  return checkIdempotency(buildDossiers(evidence)).map(({ detail }) => detail)
}

const answered = (bookingId: string): Outcome => ({ outcome: 'ok', answer: { bookingId } })

test('a key of the caller makes one booking, whatever becomes of it', () => {
  expect(check('key', [lost, answered('0')], [{}])).toEqual([])
  const twice = check('key', [lost, answered('0')], [{ status: 'cancelled', version: 1 }, {}])
  expect(twice).toEqual(['one key made 2 bookings'])
})

test('without a key, a lost repetition may book again what was cancelled, and nothing else', () => {
  const ended: Partial<BookingRow> = { status: 'cancelled', version: 1 }
  expect(check(null, [lost, answered('0')], [ended, {}])).toEqual([])
  expect(check(null, [lost, answered('0')], [{}, {}])).toEqual(['one key made 2 bookings'])
  expect(check(null, [answered('1'), answered('0')], [ended, {}])).toEqual([
    'one key made 2 bookings',
    'one key was answered with 1 and 0',
  ])
})
