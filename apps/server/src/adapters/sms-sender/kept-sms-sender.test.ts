import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createKeptSmsSender } from './kept-sms-sender.ts'
import { describeSmsSender } from './sms-sender.suite.ts'

async function createHarness() {
  const directory = await mkdtemp(join(tmpdir(), 'rendez-sms-'))
  let now = Date.parse('2026-04-01T08:00:00Z')
  const sender = createKeptSmsSender({ directory, clock: { now: () => now++ }, limit: 3 })
  return {
    sender,
    delivered: async () => (await sender.list()).map(({ sms }) => sms).reverse(),
    close: () => rm(directory, { recursive: true }),
  }
}

describeSmsSender('kept text messages', createHarness)

test('lists the newest first, keeps the newest only, and reads one by its name', async () => {
  const { sender, close } = await createHarness()
  for (const text of ['1', '2', '3', '4']) await sender.send({ to: '+33612345678', text })
  const kept = await sender.list()
  expect(kept.map(({ sms }) => sms.text)).toEqual(['4', '3', '2'])
  expect(await sender.read(kept[0]?.id ?? '')).toEqual(kept[0])
  expect(await sender.read('../secret')).toBeNull()
  await close()
})
