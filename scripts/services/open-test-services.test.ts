import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { root } from '../run-command.ts'
import { answersGreeting } from './answers-greeting.ts'
import { type FakeDocker, installFakeDocker } from './compose/install-fake-docker.test-kit.ts'
import { logInToBroker } from './log-in-to-broker.test-kit.ts'
import { openTestServices, type TestServices } from './open-test-services.ts'

vi.setConfig({ testTimeout: 60_000 })

let fake: FakeDocker | undefined
let services: TestServices | undefined
afterEach(async () => {
  await services?.stop()
  fake?.remove()
  services = undefined
  fake = undefined
  vi.restoreAllMocks()
})

async function open(fault = '', env = {}): Promise<FakeDocker & { services: TestServices }> {
  fake = installFakeDocker(fault)
  services = await openTestServices({ docker: fake.docker, env })
  return { ...fake, services }
}

/** What compose was told to do, with the project's name and the files in front of it. */
function composed(calls: string[][]): { project: string; files: string[]; command: string }[] {
  return calls
    .filter((call) => call.includes('--project-name'))
    .map((call) => ({
      project: call[call.indexOf('--project-name') + 1] ?? '',
      files: call.filter((_, index) => call[index - 1] === '--file'),
      command: call.slice(call.lastIndexOf('--file') + 2).join(' '),
    }))
}

const commandsOf = (calls: string[][]) => composed(calls).map(({ command }) => command)

const portOf = (url: string) => Number(new URL(url).port)
const isThere = (url: string, answer = '') =>
  answersGreeting({ port: portOf(url), greeting: 'PING\r\n', answer })

/** The answer of the Redis that an address names, after its password. */
async function ask(url: string, command: string): Promise<string> {
  const { password, port } = new URL(url)
  const socket = connect(Number(port), '127.0.0.1')
  const words = password === '' ? [command, 'QUIT'] : [`AUTH ${password}`, command, 'QUIT']
  socket.end(words.map((line) => `${line}\r\n`).join(''))
  return (await socket.toArray()).join('')
}

/** Says something to the broker that an address names, which may have to start first. */
async function greetBroker(url: string): Promise<string> {
  const socket = connect(portOf(url), '127.0.0.1')
  socket.write('AMQP')
  const [data] = await once(socket, 'data')
  socket.destroy()
  return String(data)
}

test('where an engine runs, it starts the services of docker-compose.yml, the broker when needed', async () => {
  const { services, calls } = await open()
  const begin = ['up --no-start valkey rabbitmq', 'up --wait valkey', 'port valkey 6379']
  expect(commandsOf(calls())).toEqual(begin)
  const { redisUrl } = services
  // With the settings and the password of that file, at the port that was published.
  expect(await ask(redisUrl, 'CONFIG GET maxmemory')).toContain(String(256 * 1024 * 1024))
  expect(await ask(redisUrl, 'CONFIG GET bind')).toContain('127.0.0.1')
  expect(await isThere(redisUrl, '-NOAUTH')).toBe(true)

  expect(await greetBroker(services.amqpUrl)).toBe('\x01')
  const needed = [...begin, 'up --wait rabbitmq', 'port rabbitmq 5672']
  expect(commandsOf(calls())).toEqual(needed)

  await services.stop()
  expect(commandsOf(calls())).toEqual([...needed, 'down --volumes --timeout 0'])
  expect(await isThere(redisUrl)).toBe(false)
  const [first, ...others] = composed(calls())
  expect(first?.project).toMatch(/^rendez-test-[0-9a-f]{12}$/)
  expect(first?.files).toEqual(
    ['docker-compose.yml', 'deploy/test-services.yml'].map((file) => join(root, file)),
  )
  for (const other of others) expect(other).toEqual({ ...first, command: other.command })
})

test('every run has a project and passwords of its own', async () => {
  const { services: one, calls, docker } = await open()
  const other = await openTestServices({ docker, env: {} })
  expect(new URL(one.redisUrl).password).toHaveLength(48)
  expect(new URL(one.redisUrl).password).not.toBe(new URL(other.redisUrl).password)
  await other.stop()
  expect(new Set(composed(calls()).map(({ project }) => project)).size).toBe(2)
  expect(await isThere(other.redisUrl)).toBe(false)
  expect(await isThere(one.redisUrl)).toBe(true)
})

test.each(['no compose', 'no engine', 'old and no engine', 'silence'])(
  'with %s the programs are started, and compose is asked for nothing',
  async (fault) => {
    const warn = vi.spyOn(console, 'warn')
    const { services, calls } = await open(fault)
    expect(calls().length).toBeGreaterThan(0)
    expect(composed(calls())).toEqual([])
    expect(await isThere(services.redisUrl, '+PONG')).toBe(true)
    expect(warn).not.toHaveBeenCalled()
  },
)

test('without docker the programs are started', async () => {
  services = await openTestServices({ docker: join(root, 'no-such-docker'), env: {} })
  expect(await isThere(services.redisUrl, '+PONG')).toBe(true)
})

test('an engine without the images says why, and the programs are started', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { services, calls } = await open('no image')
  expect(warn.mock.calls.flat()).toEqual([
    expect.stringMatching(
      /^docker compose up --no-start valkey rabbitmq \(rendez-test-\w+\): manifest unknown; tests use/,
    ),
  ])
  expect(await isThere(services.redisUrl, '+PONG')).toBe(true)
  expect(commandsOf(calls())).toEqual([
    'up --no-start valkey rabbitmq',
    'down --volumes --timeout 0',
  ])
})

test('a service that does not become healthy says why, and its program takes its place', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { services, calls } = await open('no valkey')
  expect(warn.mock.calls.flat()).toEqual([expect.stringContaining('valkey-1 is unhealthy; tests')])
  expect(await isThere(services.redisUrl, '+PONG')).toBe(true)
  expect(await greetBroker(services.amqpUrl)).toBe('\x01')
  expect(commandsOf(calls())).toContain('port rabbitmq 5672')
  await services.stop()
  expect(commandsOf(calls()).at(-1)).toBe('down --volumes --timeout 0')
})

test('the program that takes the place of the broker lets the same account in', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { services } = await open('no rabbitmq')
  expect(await logInToBroker(services.amqpUrl)).toBe(true)
  expect(await logInToBroker(services.amqpUrl, 'another')).toBe(false)
})

test('what a setting names is used, and only the other is started', async () => {
  const given = 'amqp://somebody:secret@broker.example'
  const { services, calls } = await open('', { TEST_AMQP_URL: given })
  expect(services.amqpUrl).toBe(given)
  expect(commandsOf(calls())).toEqual([
    'up --no-start valkey',
    'up --wait valkey',
    'port valkey 6379',
  ])
})

test('where settings name both, docker is not asked at all', async () => {
  const env = { TEST_REDIS_URL: 'redis://cache.example', TEST_AMQP_URL: 'amqp://broker.example' }
  const { services, calls } = await open('', env)
  expect(services).toMatchObject({ redisUrl: env.TEST_REDIS_URL, amqpUrl: env.TEST_AMQP_URL })
  expect(calls()).toEqual([])
})

test('an address of the product is not one for tests', async () => {
  const operators = { REDIS_URL: 'redis://cache.example', AMQP_URL: 'amqp://broker.example' }
  const { services } = await open('', operators)
  expect(new URL(services.redisUrl).hostname).toBe('127.0.0.1')
  expect(new URL(services.amqpUrl).hostname).toBe('127.0.0.1')
})

test('by force everything is gone before the call returns', async () => {
  const { services, calls } = await open()
  services.kill()
  expect(commandsOf(calls()).at(-1)).toBe('down --volumes --timeout 0')
  expect(await isThere(services.redisUrl)).toBe(false)
})

test('a run that is killed leaves nothing behind', async () => {
  fake = installFakeDocker()
  const { docker, calls } = fake
  const program = join(import.meta.dirname, 'compose/open-and-wait.test-kit.ts')
  const run = spawn(process.execPath, [program, docker], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [printed] = await once(run.stdout, 'data')
  const url = String(printed).trim()
  expect(await isThere(url)).toBe(true)
  run.kill('SIGKILL')
  await vi.waitFor(async () => expect(await isThere(url)).toBe(false), { timeout: 20_000 })
  expect(commandsOf(calls()).at(-1)).toBe('down --volumes --timeout 0')
})
