import { describe, expect, test } from 'vitest'
import { buildDossiers, type Step } from './build-dossiers.ts'
import { checkMails } from './check-mails.ts'
import { countJudged } from './count-judged.ts'
import type { Disturbance, Evidence, ReceivedMail } from './evidence.ts'
import type { Bug } from './simulated-bugs.test-kit.ts'
import { SimulatedRun } from './simulated-run.test-kit.ts'

const evidence = new SimulatedRun(3).run(120)
const [changed, next] = findChanged()

const check = (changes: Partial<Evidence>) =>
  checkMails(buildDossiers({ ...evidence, ...changes })).map(({ invariant }) => invariant)

/** A creation that was told and handled, and the step after it. */
function findChanged(): [Step & { bookingId: string }, Step] {
  for (const [bookingId, { steps }] of buildDossiers(evidence).dossiers) {
    const [first, second] = steps
    if (!first?.handledAt || second === undefined) continue
    if (first.handledAt < second.at) return [{ ...first, bookingId }, second]
  }
  throw new Error('no booking was changed after it was told')
}

const isOfChanged = ({ bookingId, version, rule }: ReceivedMail) =>
  bookingId === changed.bookingId && version === changed.version && rule === null

describe('a change of which nobody is told', () => {
  const mails = evidence.mails.filter((mail) => !isOfChanged(mail))
  const handledAt = (at: number | null) => ({
    mails,
    changes: evidence.changes.map((change) =>
      change.bookingId === changed.bookingId && change.version === changed.version
        ? { ...change, handledAt: at }
        : change,
    ),
  })

  test('is lost when it was handled before the next change began', () => {
    expect(check({ mails })).toEqual(['M1', 'M1'])
    expect(check(handledAt(next.at - 1))).toEqual(['M1', 'M1'])
  })

  test('was left out with reason when the next change had begun', () => {
    expect(check(handledAt(next.at))).toEqual([])
  })

  test('is lost when its event was never in the outbox', () => {
    expect(check(handledAt(null))).toEqual(['M1', 'M1'])
  })

  test('is lost when it was the last, whatever is known', () => {
    const last = [...buildDossiers(evidence).dossiers.values()].at(-1)
    const { version } = last?.steps.at(-1) ?? {}
    const { id } = last?.row ?? {}
    const others = evidence.mails.filter(
      (mail) => mail.bookingId !== id || mail.version !== version || mail.rule !== null,
    )
    const changes = evidence.changes.map((change) =>
      change.bookingId === id && change.version === version
        ? { ...change, handledAt: null }
        : change,
    )
    expect(check({ mails: others, changes })).toEqual(['M1', 'M1'])
  })

  test.each<[Bug, string]>([
    ['loses every other confirmation', 'created'],
    ['loses every other move', 'moved'],
  ])('%s: also of bookings that were changed again', (bug, action) => {
    const run = new SimulatedRun(5, bug).run(400)
    const file = buildDossiers(run)
    const last = new Set(
      [...file.dossiers.values()].map(({ row }) => `${row.id} version ${row.version}`),
    )
    const found = checkMails(file).filter(({ invariant }) => invariant === 'M1')
    const early = found.filter(({ subject }) => !last.has(subject.split(' to ')[0] ?? ''))
    expect(early.length).toBeGreaterThan(10)
    expect(new Set(found.map(({ detail }) => detail))).toEqual(
      new Set([`${action}, and nobody was told`]),
    )
  })
})

describe('what an excuse excuses', () => {
  const [mail] = evidence.mails.filter(isOfChanged)
  if (mail === undefined) throw new Error('the change was not told')
  const broken = (kind: string, from: number, until: number): Disturbance[] => [
    { kind, target: mail.server, from: mail.at + from, until: mail.at + until },
  ]
  const repeated = [...evidence.mails, { ...mail, at: mail.at + 70_000 }]
  const late = evidence.mails.map((one) => (one === mail ? { ...mail, at: mail.at + 90_000 } : one))

  test('a repetition of what could not be noted, and no other', () => {
    expect(check({ mails: repeated })).toContain('M3')
    const near = broken('kill-worker', 100, 4_000)
    expect(check({ mails: repeated, disturbances: near })).not.toContain('M3')
    const far = broken('kill-worker', 10_000, 14_000)
    expect(check({ mails: repeated, disturbances: far })).toContain('M3')
    const before = broken('kill-worker', -9_000, -5_000)
    expect(check({ mails: repeated, disturbances: before })).toContain('M3')
  })

  test('a repetition of what the mail server did not answer', () => {
    const unanswered = evidence.mails.map((one) =>
      one === mail ? { ...mail, acknowledged: false } : one,
    )
    expect(check({ mails: [...unanswered, { ...mail, at: mail.at + 5_000 }] })).toEqual([])
  })

  test('a mail that is late by as long as its sender could not go on, and no longer', () => {
    expect(check({ mails: late })).toEqual(['M4'])
    expect(check({ mails: late, disturbances: broken('pause-worker', 5_000, 80_000) })).toEqual([])
    expect(check({ mails: late, disturbances: broken('pause-worker', 5_000, 17_000) })).toEqual([
      'M4',
    ])
    expect(check({ mails: late, disturbances: broken('kill-worker', 5_000, 80_000) })).toEqual([
      'M4',
    ])
  })

  test('what is judged and what is excused is counted', () => {
    const count = (changes: Partial<Evidence>) =>
      countJudged(buildDossiers({ ...evidence, ...changes }))
    const all = count({})
    expect(all.M3).toEqual({ judged: evidence.mails.length, excused: 0 })
    expect([all.M1.judged > 0, all.M1.excused > 0, all.M4.judged > 0]).toEqual([true, true, true])
    expect(all.M5.judged).toBeGreaterThan(0)
    const excused = count({ disturbances: broken('kill-worker', 0, 0) }).M3.excused
    expect(excused).toBeGreaterThan(0)
    expect(excused).toBeLessThan(evidence.mails.length)
    const paused = broken('pause-worker', 5_000, 80_000)
    expect(count({ mails: late, disturbances: paused }).M4.excused).toBe(1)
  })
})
