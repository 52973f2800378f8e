import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { findProgram } from './find-program.ts'
import { freePorts } from './free-ports.ts'
import { type RunningService, startProcess, untilItAnswers } from './start-service.ts'

/**
 * The broker's own start script: the one on PATH wants to become another user.
 *
 * @throws Error that says what to do when there is none and it cannot be installed
 */
export const findRabbitmq = (): Promise<string> =>
  findProgram({
    name: 'rabbitmq-server',
    patterns: ['/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server'],
    debianPackage: 'rabbitmq-server',
    instead: 'TEST_AMQP_URL',
  })

// The same as in docker-compose.yml.
const sharedSettings = join(import.meta.dirname, '../../deploy/rabbitmq.conf')

type Ports = { amqp: number; distribution: number; epmd: number }

type RabbitmqOptions = {
  /** Where it keeps its data and log; given again, it comes back with what it had. */
  directory: string
  /** What it had before; free ones when absent. */
  ports?: Ports
  /** Whom it lets in from its first start on; guest when absent. Letters and digits. */
  account?: { user: string; password: string }
}

const guest = { user: 'guest', password: 'guest' }

export type RunningRabbitmq = RunningService & {
  ports: Ports
  /** Tells the broker something, as `rabbitmqctl` does; takes some seconds. */
  control(...args: string[]): Promise<void>
}

const run = promisify(execFile)

/** Starts a RabbitMQ on loopback, with a name service (epmd) of its own that ends with it. */
export async function startRabbitmq(options: RabbitmqOptions): Promise<RunningRabbitmq> {
  const { directory, account = guest } = options
  const program = await findRabbitmq()
  const ports = options.ports ?? (await choosePorts())
  const log = join(directory, 'rabbitmq.log')
  const env = prepare(directory, ports, account)
  // In the foreground, as a child: one that the broker starts would outlive it.
  const epmdArgs = ['-address', '127.0.0.1', '-port', String(ports.epmd)]
  const epmd = await startProcess('epmd', epmdArgs, { log })
  const broker = await startProcess(program, [], { env, log }).catch((error) => {
    epmd.kill()
    throw error
  })
  const kill = () => {
    broker.kill()
    epmd.kill()
  }
  try {
    const greeting = 'AMQP\x00\x00\x09\x01'
    await untilItAnswers(broker, { port: ports.amqp, greeting, answer: '\x01', log, seconds: 90 })
  } catch (error) {
    kill()
    throw error
  }
  // The child is a script that waits for the broker.
  const pid = Number(readFileSync(join(directory, 'broker.pid'), 'utf8'))
  const stop = async () => {
    await broker.stop('SIGTERM', pid)
    await epmd.stop('SIGTERM')
  }
  const control = async (...args: string[]) => {
    const options = { cwd: directory, env: { ...process.env, ...env } }
    await run(join(dirname(program), 'rabbitmqctl'), args, options)
  }
  const url = `amqp://${account.user}:${account.password}@127.0.0.1:${ports.amqp}`
  return { url, port: ports.amqp, ports, pid, stop, kill, control }
}

async function choosePorts(): Promise<Ports> {
  const [amqp = 0, distribution = 0, epmd = 0] = await freePorts(3)
  return { amqp, distribution, epmd }
}

/** Writes what the broker reads, and says where it is. */
function prepare(
  directory: string,
  ports: Ports,
  { user, password }: typeof guest,
): Record<string, string> {
  mkdirSync(join(directory, 'mnesia'), { recursive: true })
  const file = (name: string) => join(directory, name)
  writeFileSync(file('enabled_plugins'), '[].')
  const settings = [
    `listeners.tcp.default = 127.0.0.1:${ports.amqp}`,
    'loopback_users = none',
    `default_user = ${user}`,
    `default_pass = ${password}`,
    readFileSync(sharedSettings, 'utf8'),
  ]
  writeFileSync(file('rabbitmq.conf'), `${settings.join('\n')}\n`)
  const onLoopback = '-kernel inet_dist_use_interface {127,0,0,1}'
  return {
    HOME: directory,
    RABBITMQ_NODENAME: `rendez-${ports.amqp}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(ports.amqp),
    RABBITMQ_DIST_PORT: String(ports.distribution),
    RABBITMQ_MNESIA_BASE: file('mnesia'),
    RABBITMQ_LOG_BASE: file('log'),
    RABBITMQ_PID_FILE: file('broker.pid'),
    RABBITMQ_ENABLED_PLUGINS_FILE: file('enabled_plugins'),
    RABBITMQ_CONFIG_FILE: file('rabbitmq'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    ERL_EPMD_PORT: String(ports.epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: onLoopback,
    RABBITMQ_CTL_ERL_ARGS: onLoopback,
  }
}
