import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Mail } from '../../ports/mailer.ts'
import { createTestClock } from '../clock/test-clock.ts'
import { createKeptMailer } from './kept-mailer.ts'
import { describeMailer, type MailerHarness } from './mailer.suite.ts'

const mailNumber = (number: number): Mail => ({
  messageId: `${number}@rendez.example`,
  from: { name: 'Rendez', address: 'mail@rendez.example' },
  to: { name: 'Grace', address: 'grace@guest.example' },
  subject: `Number ${number}`,
  text: 'text',
  html: '<p>text</p>',
})

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rendez-mail-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

async function createHarness(): Promise<MailerHarness> {
  let now = Date.parse('2026-04-01T08:00:00Z')
  const clock = { now: () => now++ }
  const mailer = createKeptMailer({ directory: join(directory, 'mail'), clock })
  const delivered = async () =>
    (await mailer.list()).map(({ mail: { to, replyTo, invitation, ...mail } }) => ({
      ...mail,
      recipients: [to.address],
      to: [to],
      replyTo: replyTo ? [replyTo] : [],
      invitation: invitation ?? null,
    }))
  return { mailer, delivered, close: () => mailer.close() }
}

describeMailer('kept mailer', createHarness)

test('lists the newest first, keeps the newest only, and forgets nothing at a restart', async () => {
  const clock = createTestClock('2026-04-01T08:00:00Z')
  const mailer = createKeptMailer({ directory, clock, limit: 3 })
  for (const number of [1, 2, 3, 4, 5]) {
    clock.set(`2026-04-01T08:00:0${number}Z`)
    await mailer.send(mailNumber(number))
  }
  const kept = await createKeptMailer({ directory, clock }).list()
  expect(kept.map(({ mail }) => mail.subject)).toEqual(['Number 5', 'Number 4', 'Number 3'])
  expect(kept[0]?.keptAt).toBe('2026-04-01T08:00:05.000Z')
  expect(await readdir(directory)).toHaveLength(3)
})

test('reads one by its id, and nothing by what is none', async () => {
  const mailer = createKeptMailer({ directory, clock: createTestClock('2026-04-01T08:00:00Z') })
  await mailer.send(mailNumber(1))
  await writeFile(join(directory, 'secret.json'), '{}')
  const [first] = await mailer.list()
  expect(await mailer.read(first?.id ?? '')).toEqual(first)
  for (const id of ['secret', '../secret', '', '20260401080000000-000000000000']) {
    expect(await mailer.read(id)).toBeNull()
  }
})

test('has no mail before the first', async () => {
  const clock = createTestClock('2026-04-01T08:00:00Z')
  expect(await createKeptMailer({ directory: join(directory, 'none'), clock }).list()).toEqual([])
})
