import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from './find-program.ts'
import { freePorts } from './free-ports.ts'
import { type RunningService, startProcess, untilItAnswers } from './start-service.ts'

/** @throws Error that says what to do when there is none and it cannot be installed */
export const findRedis = (): Promise<string> =>
  findProgram({
    name: 'redis-server',
    patterns: [],
    debianPackage: 'redis-server',
    instead: 'TEST_REDIS_URL',
  })

/** As docker-compose.yml has it too: every write on disk within a second, and nothing thrown out. */
export const redisSettings = {
  save: '',
  appendonly: 'yes',
  'maxmemory-policy': 'noeviction',
}

type RedisOptions = {
  /** Where it keeps its data and log; given again, it comes back with what it had. */
  directory: string
  /** A free one when absent. */
  port?: number
  password?: string
  /** Settings of redis.conf. */
  settings?: Record<string, string>
}

/** Starts a Redis on loopback that keeps every write on disk within a second. */
export async function startRedis(options: RedisOptions): Promise<RunningService> {
  const { directory, password, settings = {} } = options
  const program = await findRedis()
  const [port = 0] = options.port === undefined ? await freePorts(1) : [options.port]
  mkdirSync(directory, { recursive: true })
  const log = join(directory, 'redis.log')
  const all = {
    port: String(port),
    bind: '127.0.0.1',
    dir: directory,
    ...redisSettings,
    ...(password === undefined ? {} : { requirepass: password }),
    ...settings,
  }
  const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value])
  const running = await startProcess(program, args, { log })
  try {
    // Where a password is needed the answer to PING is -NOAUTH.
    const answer = password === undefined ? '+PONG' : '-NOAUTH'
    await untilItAnswers(running, { port, greeting: 'PING\r\n', answer, log, seconds: 20 })
  } catch (error) {
    running.kill()
    throw error
  }
  const access = password === undefined ? '' : `:${encodeURIComponent(password)}@`
  return {
    url: `redis://${access}127.0.0.1:${port}`,
    port,
    pid: running.child.pid ?? 0,
    stop: () => running.stop('SIGTERM'),
    kill: running.kill,
  }
}
