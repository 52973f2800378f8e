import { describe, expect, test } from 'vitest'
import type { Attempt, Intent, Outcome } from '../history/operation.ts'
import { buildDossiers } from './build-dossiers.ts'
import { checkRefusals } from './check-refusals.ts'
import { countJudged } from './count-judged.ts'
import type { BookingRow, Change, Evidence } from './evidence.ts'
import { SimulatedRun } from './simulated-run.test-kit.ts'
import { traceOccupations } from './trace-occupations.ts'

const template = new SimulatedRun(1).run(40)
const { startedAt, meetingTypes } = template
const [type] = meetingTypes
if (type === undefined) throw new Error('the template has no meeting type')
const startTime = Date.UTC(2027, 2, 1)
const place = { hostId: type.hostId, meetingTypeId: type.id }

const lost: Outcome = { outcome: 'unknown', reason: 'timeout' }
const taken: Outcome = { outcome: 'refused', code: 'SLOT_UNAVAILABLE' }
const told = (bookingId: string, version = 0): Outcome => ({
  outcome: 'ok',
  answer: { bookingId, version, startTime, status: 'confirmed' },
})
const nobodyElse = ['nobody else had the time that it was told was taken']
const hadItself = ['it was told that the time is taken, which it had itself by then']

/** A request of a guest for the one time that everybody wants. */
function asks(guest: string, more: Partial<Intent> = {}): Intent {
  const invitee = { inviteeName: guest, inviteeEmail: `${guest}@example.com` }
  return {
    id: guest,
    client: 1,
    action: 'book',
    key: guest,
    startTime,
    ...place,
    ...invitee,
    ...more,
  }
}

const changes = (guest: string, action: 'move' | 'cancel', more: Partial<Intent> = {}) =>
  asks(guest, { id: `${action} of ${guest}`, action, bookingId: guest, ...more })

/** From and until are seconds of the run. */
const tried = (intent: Intent, from: number, until: number, outcome: Outcome): Attempt => ({
  ...{ number: 0, intent, server: 'server-1', from: from * 1_000, until: until * 1_000 },
  ...outcome,
})

type Booked = { guest: string; ended?: Change['action']; handledAt?: number }

/** What became of it: each guest's booking is called like them. */
function evidenceOf(attempts: Attempt[], booked: Booked[]): Evidence {
  const rows = booked.map(
    ({ guest, ended }): BookingRow => ({
      ...place,
      id: guest,
      inviteeName: guest,
      inviteeEmail: `${guest}@example.com`,
      status: ended === 'cancelled' ? 'cancelled' : 'confirmed',
      startTime,
      endTime: startTime + 1_800_000,
      version: ended === undefined ? 0 : 1,
    }),
  )
  const steps = booked.flatMap(({ guest, ended, handledAt }): Change[] => {
    const step = { bookingId: guest, at: startedAt, previousStartTime: null }
    const left = handledAt === undefined ? null : startedAt + handledAt * 1_000
    const first: Change = { ...step, version: 0, action: 'created', handledAt: left }
    return ended === undefined
      ? [first]
      : [first, { ...step, version: 1, action: ended, handledAt: null }]
  })
  return { ...template, attempts, rows, changes: steps, mails: [], handled: [] }
}

function check(attempts: Attempt[], booked: Booked[]): string[] {
  const file = buildDossiers(evidenceOf(attempts, booked))
  return checkRefusals(file, traceOccupations(file).possible).map(({ detail }) => detail)
}

describe('a guest whose answer was lost is told that the time is taken', () => {
  const first = tried(asks('Ada'), 0, 1, lost)
  const again = tried(asks('Ada'), 10, 11, taken)
  const rival = tried(asks('Bob'), -2, -1, told('Bob'))
  const rivalEnds = tried(changes('Bob', 'cancel'), 10, 12, told('Bob', 1))
  const bob: Booked = { guest: 'Bob', ended: 'cancelled' }

  test('by their own booking', () => {
    expect(check([first, again], [{ guest: 'Ada' }])).toEqual(nobodyElse)
  })

  test('by another, before their first request was carried out', () => {
    expect(check([rival, first, again, rivalEnds], [{ guest: 'Ada' }, bob])).toEqual([])
  })

  test('when it was theirs by then, though another may have had it before', () => {
    const all = [rival, first, again, rivalEnds]
    expect(check(all, [{ guest: 'Ada', handledAt: 7 }, bob])).toEqual(hadItself)
    // The clock of the database is another one.
    expect(check(all, [{ guest: 'Ada', handledAt: 9 }, bob])).toEqual([])
    const other = tried(
      asks('Ada', { id: 'seen', action: 'look', bookingId: 'Ada' }),
      8,
      9,
      told('Ada'),
    )
    expect(check([...all, other], [{ guest: 'Ada' }, bob])).toEqual(hadItself)
  })

  test('when they had moved it away themselves, and another has the time', () => {
    const was = tried(asks('Ada'), 0, 1, told('Ada'))
    const moved = tried(changes('Ada', 'move', { startTime: startTime + 86_400_000 }), 2, 3, lost)
    expect(check([was, moved, again], [{ guest: 'Ada', ended: 'moved' }])).toEqual(hadItself)
  })

  test('by their own hold', () => {
    const holds = asks('Ada', { action: 'hold' })
    expect(check([tried(holds, 0, 1, lost), tried(holds, 2, 3, taken)], [])).toEqual(nobodyElse)
    const rivals = [rival, rivalEnds, tried(holds, 0, 1, lost), tried(holds, 10, 11, taken)]
    expect(check(rivals, [bob])).toEqual([])
    const held: Outcome = {
      outcome: 'ok',
      answer: { holdId: 'held', expiresAt: startedAt + 5_000 },
    }
    expect(check([...rivals, tried(holds, 1, 2, held)], [bob])).toEqual(hadItself)
  })

  test('and the key that the product derives had ended, or not', () => {
    const without = asks('Ada', { key: null })
    const both = [tried(without, 0, 1, lost), tried(without, 10, 11, taken)]
    expect(check(both, [{ guest: 'Ada' }])).toEqual(nobodyElse)
    expect(check(both, [{ guest: 'Ada', handledAt: 1 }])).toEqual(hadItself)
    const cancels = tried(changes('Ada', 'cancel'), 10.5, 12, told('Ada', 1))
    expect(check([...both, cancels], [{ guest: 'Ada', ended: 'cancelled' }])).toEqual([])
    const late = [tried(without, 0, 1, lost), tried(without, 599, 600, taken)]
    expect(check(late, [{ guest: 'Ada' }])).toEqual([])
  })

  test('what could have been a violation is counted', () => {
    const answered = tried(asks('Ada'), 10, 11, told('Ada'))
    const count = (attempts: Attempt[], booked: Booked[]) =>
      countJudged(buildDossiers(evidenceOf(attempts, booked))).I7
    expect(count([first, answered], [{ guest: 'Ada' }])).toEqual({ judged: 1, excused: 0 })
    const rivals = [rival, first, answered, rivalEnds]
    expect(count(rivals, [{ guest: 'Ada' }, bob])).toEqual({ judged: 0, excused: 1 })
    expect(count([answered, first], [{ guest: 'Ada' }])).toEqual({ judged: 1, excused: 0 })
    expect(count([answered], [{ guest: 'Ada' }])).toEqual({ judged: 0, excused: 0 })
    const twice = [tried(asks('Ada'), 0, 1, told('Ada')), answered]
    expect(count(twice, [{ guest: 'Ada' }])).toEqual({ judged: 1, excused: 0 })
  })
})
