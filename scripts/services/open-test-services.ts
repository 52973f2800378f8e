import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ComposedService,
  type Composition,
  openComposition,
  sayWhyNot,
} from './compose/open-composition.ts'
import { findRabbitmq, startRabbitmq } from './start-rabbitmq.ts'
import { findRedis, startRedis } from './start-redis.ts'
import type { RunningService } from './start-service.ts'
import { startWhenNeeded } from './start-when-needed.ts'

export type TestServices = {
  redisUrl: string
  amqpUrl: string
  /** Ends what was started, and nothing else. */
  stop(): Promise<void>
  /** The same by force, before this call returns. */
  kill(): void
}

type Settings = { TEST_REDIS_URL?: string; TEST_AMQP_URL?: string }

type Options = {
  /** The environment; not the product's REDIS_URL and AMQP_URL, whose data tests would spoil. */
  env?: Settings
  /** Name or path of the docker command. */
  docker?: string
}

/**
 * Finds the programs that the tests need, and installs them where that is possible without asking. With
 * an engine too: some tests kill and pause the processes of a server of their own, which is a program's.
 *
 * @throws Error that says what to do
 */
export async function findTestServices(env: Settings = process.env): Promise<void> {
  if (env.TEST_REDIS_URL === undefined) await findRedis()
  if (env.TEST_AMQP_URL === undefined) await findRabbitmq()
}

/**
 * Redis and RabbitMQ for a test run, each on a port of its own: the one that TEST_REDIS_URL or
 * TEST_AMQP_URL names, else that of docker-compose.yml where an engine runs, else Debian's program.
 *
 * @throws Error that says what to do when one cannot be had; nothing is left running
 */
export async function openTestServices({
  env = process.env,
  docker = 'docker',
}: Options = {}): Promise<TestServices> {
  const wanted: ComposedService[] = []
  if (env.TEST_REDIS_URL === undefined) wanted.push('valkey')
  if (env.TEST_AMQP_URL === undefined) wanted.push('rabbitmq')
  const composition = await openComposition(wanted, docker)
  if (composition === undefined) await findTestServices(env)
  const { folderFor, remove } = prepareFolders()
  try {
    const redis = await openRedis(env.TEST_REDIS_URL, folderFor, composition)
    const rabbitmq = await openRabbitmq(env.TEST_AMQP_URL, folderFor, composition)
    return {
      redisUrl: redis.url,
      amqpUrl: rabbitmq.url,
      stop: async () => {
        const all = await Promise.allSettled([redis.stop(), rabbitmq.stop()])
        const last = await Promise.allSettled([composition?.stop()])
        remove()
        for (const end of [...all, ...last]) if (end.status === 'rejected') throw end.reason
      },
      kill: () => {
        for (const each of [redis, rabbitmq, composition]) each?.kill()
        remove()
      },
    }
  } catch (error) {
    await composition?.stop().catch(() => {})
    remove()
    throw error
  }
}

/** Where programs keep what is theirs; containers need none. */
function prepareFolders() {
  let directory: string | undefined
  return {
    folderFor: (name: string): string => {
      directory ??= mkdtempSync(join(tmpdir(), 'rendez-services-'))
      return join(directory, name)
    },
    remove: (): void => {
      if (directory !== undefined) {
        rmSync(directory, { recursive: true, force: true, maxRetries: 10 })
      }
    },
  }
}

type OpenService = Pick<RunningService, 'url' | 'stop' | 'kill'>

// One that is not ours, or that ends with its composition.
const left = { stop: async () => {}, kill: () => {} }

async function openRedis(
  given: string | undefined,
  folderFor: (name: string) => string,
  composition: Composition | undefined,
): Promise<OpenService> {
  if (given !== undefined) return { url: given, ...left }
  const port = await composition?.start('valkey').catch(sayWhyNot)
  const password = composition?.env.VALKEY_PASSWORD
  if (typeof port === 'number') return { url: `redis://:${password}@127.0.0.1:${port}`, ...left }
  return startRedis({ directory: folderFor('redis') })
}

async function openRabbitmq(
  given: string | undefined,
  folderFor: (name: string) => string,
  composition: Composition | undefined,
): Promise<OpenService> {
  if (given !== undefined) return { url: given, ...left }
  // The address is told before it is known which of the two starts: both let the same account in.
  const account = composition
    ? { user: 'rendez', password: composition.env.RABBITMQ_PASSWORD ?? '' }
    : { user: 'guest', password: 'guest' }
  const { port, stop, kill } = await startWhenNeeded(async () => {
    const published = await composition?.start('rabbitmq').catch(sayWhyNot)
    if (typeof published === 'number') return { port: published, ...left }
    return startRabbitmq({ directory: folderFor('rabbitmq'), account })
  })
  return { url: `amqp://${account.user}:${account.password}@127.0.0.1:${port}`, stop, kill }
}
