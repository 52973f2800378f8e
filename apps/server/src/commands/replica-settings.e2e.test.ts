import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { type ReplicatedPostgres, startReplicated } from '../db/replica.test-kit.ts'
import { killServerProcesses, startServerProcess } from './server-process.test-kit.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const program = resolve(import.meta.dirname, '../cli.ts')
let servers: ReplicatedPostgres
beforeAll(async () => {
  servers = await startReplicated()
})
afterAll(() => servers.close())

function serveWith(replicaUrl: string): Promise<{ code: unknown; lines: string[] }> {
  const env = {
    PATH: '/usr/bin:/bin',
    PORT: '0',
    DATABASE_URL: servers.primaryUrl,
    DATABASE_REPLICA_URL: replicaUrl,
    APP_SECRET: 'x'.repeat(32),
    LOG_LEVEL: 'silent',
  }
  return new Promise((done) => {
    execFile(process.execPath, [program, 'serve'], { env }, (error, _output, errors) => {
      done({ code: error?.code ?? 0, lines: errors.trim().split('\n') })
    })
  })
}

const refusal = (url: string, reason: string) => ({
  code: 78,
  lines: [
    `rendez: DATABASE_REPLICA_URL: the server at ${new URL(url).host} is not usable: ${reason}`,
  ],
})

test('a replica that can never be read ends the start with one line', async () => {
  const { url } = servers.replica
  const wrong = Object.assign(new URL(url), { password: 'wrong' }).href
  expect(await serveWith(servers.primaryUrl)).toEqual(
    refusal(servers.primaryUrl, 'it is a primary, not a replica'),
  )
  expect(await serveWith(wrong)).toEqual(
    refusal(wrong, 'password authentication failed for user "rendez"'),
  )
  expect(await serveWith('mysql://db')).toEqual({
    code: 78,
    lines: [
      'rendez: DATABASE_REPLICA_URL must be an address such as postgres://user:password@host:5432/name',
    ],
  })
})

const healthSchema = z.object({
  status: z.string(),
  parts: z.array(z.looseObject({ name: z.string() })),
})

test('a replica that goes away while nobody reads from it makes the server degraded', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'rendez-replica-away-'))
  onTestFinished(async () => {
    await killServerProcesses()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const { url } = await startServerProcess({
    settings: {
      DATABASE_URL: servers.primaryUrl,
      DATABASE_REPLICA_URL: servers.replica.url,
      DATA_DIR: dataDir,
      APP_SECRET: 'x'.repeat(32),
      LOG_LEVEL: 'silent',
    },
  })
  const health = async () => {
    const answer = await fetch(`${url}/health/detailed`)
    const { status, parts } = healthSchema.parse(await answer.json())
    return [status, parts.find(({ name }) => name === 'replica')]
  }
  const patience = { timeout: 30_000, interval: 100 }
  await expect
    .poll(health, patience)
    .toEqual(['healthy', expect.objectContaining({ status: 'up' })])
  await servers.replica.stop()
  await expect.poll(health, patience).toEqual([
    'degraded',
    expect.objectContaining({
      status: 'down',
      reason: expect.stringMatching(/ECONNREFUSED/),
    }),
  ])
  await servers.startReplica()
  await expect
    .poll(health, patience)
    .toEqual(['healthy', expect.objectContaining({ status: 'up' })])
})
