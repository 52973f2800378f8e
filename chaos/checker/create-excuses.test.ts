import { describe, expect, test } from 'vitest'
import { createExcuses } from './create-excuses.ts'
import type { Disturbance } from './evidence.ts'

const broken = (kind: string, target: string, from: number, until: number): Disturbance => ({
  kind,
  target,
  from: from * 1_000,
  until: until * 1_000,
})

describe('a mail of the worker, accepted at 100 s, may not have been noted', () => {
  const mail = { server: 'worker', at: 100_000 }
  const mayRepeat = (...all: Disturbance[]) => createExcuses(all).mayRepeat(mail)

  test.each<[string, ...Disturbance[]]>([
    ['when the worker was killed right afterwards', broken('kill-worker', 'worker', 101, 104)],
    ['when it was taken from a process that was dead', broken('kill-worker', 'worker', 99.9, 102)],
    ['when PostgreSQL was killed', broken('kill-postgres', 'postgres', 102, 103)],
    ['when its connections were ended', broken('end-backends', 'postgres', 100.1, 100.1)],
    ['when they had just been ended', broken('end-backends', 'postgres', 99.95, 99.95)],
    ['when its line was cut', broken('cut-postgres', 'worker to postgres', 95, 100.1)],
    ['when its line stood still', broken('stall-postgres', 'worker to postgres', 99, 110)],
    ['when it stood still for longer than its lease', broken('pause-worker', 'worker', 101, 145)],
    [
      'when it stood still, and what broke then met what it had to note',
      broken('pause-worker', 'worker', 100.1, 110),
      broken('kill-postgres', 'postgres', 111, 112),
    ],
    [
      'when its line was slow, and PostgreSQL was gone before it came through',
      broken('slow-postgres', 'worker to postgres', 99, 108),
      broken('kill-postgres', 'postgres', 107, 108),
    ],
  ])('%s', (_, ...all) => {
    expect(mayRepeat(...all)).toBe(true)
  })

  test.each<[string, ...Disturbance[]]>([
    ['when nothing was broken'],
    ['when the worker was killed long after', broken('kill-worker', 'worker', 104, 108)],
    ['when the worker was back', broken('kill-worker', 'worker', 90, 98)],
    ['when another process was killed', broken('kill-server', 'server-1', 100, 104)],
    ['when PostgreSQL was back', broken('kill-postgres', 'postgres', 90, 98)],
    ['when PostgreSQL was killed long after', broken('kill-postgres', 'postgres', 103.5, 106)],
    ['when the line of another was cut', broken('cut-postgres', 'server-1 to postgres', 99, 110)],
    ['when the broker was away', broken('kill-rabbitmq', 'rabbitmq', 99, 110)],
    ['when its line to the broker was cut', broken('cut-rabbitmq', 'worker to rabbitmq', 99, 110)],
    ['when Redis was away', broken('kill-redis', 'redis', 99, 110)],
    ['when others had no answer from the mail server', broken('drop-mail', 'mail', 100.1, 104)],
    ['when it stood still, and went on', broken('pause-worker', 'worker', 100.1, 112)],
    ['when its line was slow', broken('slow-postgres', 'worker to postgres', 95, 105)],
    ['when it was ended in order', broken('restarted', 'worker', 100.1, 104)],
  ])('but not %s', (_, ...all) => {
    expect(mayRepeat(...all)).toBe(false)
  })
})

test('time in which a sender could not go on is counted once', () => {
  const { hinderedFor } = createExcuses([
    broken('pause-worker', 'worker', 10, 20),
    broken('kill-postgres', 'postgres', 15, 25),
    broken('kill-worker', 'worker', 30, 40),
    broken('stall-postgres', 'server-1 to postgres', 40, 50),
    broken('stall-postgres', 'worker to postgres', 55, 65),
  ])
  expect(hinderedFor('worker', 12_000, 60_000)).toBe(13_000 + 5_000)
  expect(hinderedFor('server-1', 12_000, 60_000)).toBe(10_000 + 10_000)
})

test('a statement may be undone by what befalls PostgreSQL while it runs, and by nothing else', () => {
  const mayBeUndone = (...all: Disturbance[]) => createExcuses(all).mayBeUndone(100_000, 105_000)
  expect(mayBeUndone(broken('kill-postgres', 'postgres', 101, 104))).toBe(true)
  expect(mayBeUndone(broken('end-backends', 'postgres', 107, 107))).toBe(true)
  expect(mayBeUndone(broken('kill-postgres', 'postgres', 90, 99))).toBe(false)
  expect(mayBeUndone(broken('kill-postgres', 'postgres', 109, 110))).toBe(false)
  expect(mayBeUndone(broken('kill-worker', 'worker', 101, 104))).toBe(false)
  expect(mayBeUndone(broken('cut-postgres', 'worker to postgres', 101, 104))).toBe(false)
})
