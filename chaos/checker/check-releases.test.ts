import { expect, test } from 'vitest'
import { buildDossiers } from './build-dossiers.ts'
import { checkReleases, listReleases, type Release } from './check-releases.ts'
import { countJudged } from './count-judged.ts'
import type { Evidence, HandledMessage } from './evidence.ts'
import { SimulatedRun } from './simulated-run.test-kit.ts'

const evidence = new SimulatedRun(3).run(400)
const file = buildDossiers(evidence)
const owed = findOwed()
const nextAt = findNextAt(owed)
const waitsFrom = file.dossiers.get(owed.bookingId)?.steps[owed.version]?.handledAt ?? Infinity

const check = (changes: Partial<Evidence>) =>
  checkReleases(buildDossiers({ ...evidence, ...changes })).map(({ subject }) => subject)

/** Of the booking that was changed last: others had left the outbox before. */
function findOwed(): Release {
  const owed = listReleases(file).filter(({ isOwed, isReleased }) => isOwed && isReleased)
  const [found] = owed.toSorted((a, b) => findNextAt(b) - findNextAt(a))
  if (found === undefined) throw new Error('no message was owed')
  return found
}

function findNextAt({ bookingId, version }: Release): number {
  const next = file.dossiers.get(bookingId)?.steps[version + 1]
  if (next === undefined) throw new Error('its booking was not changed')
  return next.at
}

const isOwed = ({ bookingId, version, rule, offsetMinutes }: HandledMessage) =>
  bookingId === owed.bookingId &&
  version === owed.version &&
  rule === owed.rule.name &&
  offsetMinutes === owed.rule.offsetMinutes

const handled = evidence.handled.filter((one) => !isOwed(one))
const { name, offsetMinutes } = owed.rule
const subject = `${owed.bookingId} version ${owed.version} ${name} ${offsetMinutes}`

test('a message that was passed over is found, though its booking was changed later', () => {
  expect(check({})).toEqual([])
  expect(check({ handled })).toEqual([subject])
})

test('whichever was due later shows it', () => {
  const between = ({ from }: HandledMessage['look']) => from > waitsFrom && from < nextAt
  const looks = [
    ...new Set(
      handled
        .map(({ look }) => look)
        .filter(between)
        .map(({ from }) => from),
    ),
  ]
  const without = (some: number[]) => handled.filter(({ look }) => !some.includes(look.from))
  expect(looks.length).toBeGreaterThan(2)
  expect(check({ handled: without(looks.slice(-1)) })).toEqual([subject])
  expect(check({ handled: without(looks.slice(0, -1)) })).toEqual([subject])
  expect(check({ handled: without(looks) })).toEqual([])
})

test('but not who had begun to look before, or was not done when it was changed', () => {
  const withLook = (changes: Partial<HandledMessage['look']>) =>
    handled.map((one) => ({ ...one, look: { ...one.look, ...changes } }))
  expect(check({ handled: withLook({ from: waitsFrom }) })).toEqual([])
  expect(check({ handled: withLook({ at: nextAt }) })).toEqual([])
})

test('nor who released what was due before it', () => {
  const at = (waitsFrom + nextAt) / 2
  const earliest = handled.slice(0, 1).map((one) => ({ ...one, look: { from: at, at } }))
  expect(check({ handled: earliest })).toEqual([])
})

test('it is not owed where nothing that was due later had left the outbox before the change', () => {
  expect(check({ handled: handled.filter(({ look }) => look.at >= nextAt) })).toEqual([])
})

test('it is not owed where the event of its booking had not left the outbox before the change', () => {
  const late = (at: number | null) =>
    evidence.changes.map((change) =>
      change.bookingId === owed.bookingId && change.version === owed.version
        ? { ...change, handledAt: at }
        : change,
    )
  expect(check({ handled, changes: late(nextAt) })).toEqual([])
  expect(check({ handled, changes: late(null) })).toEqual([])
})

test('it is not owed where PostgreSQL may have undone its release', () => {
  const broken = (from: number, target = 'postgres') => [
    { kind: 'kill-postgres', target, from, until: Infinity },
  ]
  expect(check({ handled, disturbances: broken(0) })).toEqual([])
  expect(check({ handled, disturbances: broken(evidence.judgedUntil + 60_000) })).toEqual([subject])
  expect(check({ handled, disturbances: broken(0, 'worker to postgres') })).toEqual([subject])
})

test('what could have been a violation is counted', () => {
  const { judged, excused } = countJudged(file).M6
  expect(judged).toBeGreaterThan(10)
  expect(excused).toBeGreaterThan(10)
  expect(judged + excused).toBe(listReleases(file).length)
})

test('only messages of bookings that were changed after their time are found', () => {
  const erring = buildDossiers(new SimulatedRun(5, 'loses every other release').run(400))
  expect(checkReleases(erring).length).toBeGreaterThan(10)
  for (const { bookingId, version } of listReleases(erring)) {
    expect(erring.dossiers.get(bookingId)?.row.version).toBeGreaterThan(version)
  }
})
