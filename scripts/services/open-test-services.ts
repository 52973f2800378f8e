import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRabbitmq, startRabbitmq } from './start-rabbitmq.ts'
import { findRedis, startRedis } from './start-redis.ts'
import { startWhenNeeded } from './start-when-needed.ts'

export type TestServices = {
  redisUrl: string
  amqpUrl: string
  /** Ends what was started, and nothing else. */
  stop(): Promise<void>
  /** The same by force, before this call returns. */
  kill(): void
}

/**
 * Finds the programs that the tests need, and installs them where that is possible without asking.
 *
 * @throws Error that says what to do
 */
export async function findTestServices(): Promise<void> {
  if (process.env.TEST_REDIS_URL === undefined) await findRedis()
  if (process.env.TEST_AMQP_URL === undefined) await findRabbitmq()
}

/**
 * Redis and RabbitMQ for a test run: those that TEST_REDIS_URL and TEST_AMQP_URL name, otherwise
 * Debian's, on ports and in a directory of their own.
 *
 * @throws Error that says what to do when one cannot be had; nothing is left running
 */
export async function openTestServices(): Promise<TestServices> {
  await findTestServices()
  const directory = mkdtempSync(join(tmpdir(), 'rendez-services-'))
  const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 10 })
  const { TEST_REDIS_URL, TEST_AMQP_URL } = process.env
  const redis =
    TEST_REDIS_URL === undefined
      ? await startRedis({ directory: join(directory, 'redis') })
      : undefined
  const rabbitmq =
    TEST_AMQP_URL === undefined
      ? await startWhenNeeded(() => startRabbitmq({ directory: join(directory, 'rabbitmq') }))
      : undefined
  return {
    redisUrl: redis?.url ?? TEST_REDIS_URL ?? '',
    amqpUrl: TEST_AMQP_URL ?? `amqp://guest:guest@127.0.0.1:${rabbitmq?.port}`,
    stop: async () => {
      try {
        await Promise.all([redis?.stop(), rabbitmq?.stop()])
      } finally {
        remove()
      }
    },
    kill: () => {
      redis?.kill()
      rabbitmq?.kill()
      remove()
    },
  }
}
