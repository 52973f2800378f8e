import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { freePorts } from '../../scripts/services/free-ports.ts'
import { startPostgres } from '../../scripts/services/start-postgres.ts'
import { type RunningRabbitmq, startRabbitmq } from '../../scripts/services/start-rabbitmq.ts'
import { startRedis } from '../../scripts/services/start-redis.ts'
import { noteDepartures } from './note-departures.ts'
import { type MailSink, openMailSink } from './open-mail-sink.ts'
import { createServerNode, type Lines, type ServerNode } from './server-node.ts'
import { type ServiceNode, startServiceNode } from './service-node.ts'
import { startLine } from './start-line.ts'

/** Everything that runs for a run, on loopback, and nothing that ran before. */
export type World = {
  directory: string
  /** Milliseconds since the run began. */
  now(): number
  startedAt: number
  /** Clients speak to these, which do nothing else. */
  servers: ServerNode[]
  /** Nobody speaks to this one: it alone carries events, and does what has its own time. */
  worker: ServerNode
  postgres: ServiceNode
  postgresDirectory: string
  rabbitmqDirectory: string
  redis: ServiceNode
  rabbitmq: ServiceNode
  mail: MailSink
  /** Past the lines. */
  sql: postgres.Sql
  /** For the product's own commands. */
  settings: Record<string, string>
  /** Ends everything in order, and removes the directory unless it is to be looked at. */
  close(options?: { keep: boolean }): Promise<void>
  /** The same by force, before this call returns. */
  abandon(): void
}

export type WorldOptions = {
  servers: number
  /** Settings of one process beside those of all, by its name. */
  env?: Partial<Record<string, Record<string, string>>>
  /** Where PostgreSQL keeps its data, when not in the world's own directory. */
  postgresDirectory?: string
  /** The same of RabbitMQ. */
  rabbitmqDirectory?: string
}

const WORKER = 'worker'
const secret = 'a secret of nobody, for a run of chaos'

/** Starts everything and resolves when all of it answers; ends what was started when something does not. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const directory = mkdtempSync(join(tmpdir(), 'rendez-chaos-'))
  const resources = new AsyncDisposableStack()
  const running: { kill(): unknown }[] = []
  const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 10 })
  const abandon = () => {
    for (const one of running) one.kill()
    remove()
  }
  process.once('exit', abandon)
  resources.defer(() => {
    process.off('exit', abandon)
  })
  const [startedAt, origin] = [Date.now(), performance.now()]
  const now = () => performance.now() - origin
  const mail = openMailSink(now)
  resources.defer(() => mail.close())
  try {
    const names = nameProcesses(options.servers)
    const lines = await Promise.all(names.map(() => openLines()))
    resources.defer(() => closeLines(lines))
    const places = placeServices(directory, options)
    const services = await startServices(places, lines)
    running.push(...Object.values(services))
    for (const service of Object.values(services)) resources.defer(() => service.stop())
    const nodes = await createNodes({ names, lines, directory, mail, services, options })
    running.push(...nodes)
    resources.defer(async () => {
      await Promise.all(nodes.map((node) => node.stop()))
    })
    await startAll(nodes)
    const sql = connectPast(services.postgres.url)
    resources.defer(() => sql.end({ timeout: 1 }))
    await noteDepartures(sql)
    const [worker, ...servers] = nodes.toReversed()
    if (worker === undefined) throw new Error('there is no worker')
    return {
      ...services,
      postgresDirectory: places.postgres,
      rabbitmqDirectory: places.rabbitmq,
      directory,
      now,
      startedAt,
      servers: servers.toReversed(),
      worker,
      mail,
      sql,
      settings: settingsOf(services, directory),
      close: async ({ keep } = { keep: false }) => {
        await resources.disposeAsync()
        if (!keep) remove()
      },
      abandon,
    }
  } catch (error) {
    await resources.disposeAsync()
    throw new Error(`the world of the run does not stand, see ${directory}`, { cause: error })
  }
}

function nameProcesses(servers: number): string[] {
  return [...Array.from({ length: servers }, (_, n) => `server-${n + 1}`), WORKER]
}

function connectPast(url: string): postgres.Sql {
  return postgres(url, { max: 2, onnotice: () => {}, connect_timeout: 5 })
}

function settingsOf(services: Services, directory: string): Record<string, string> {
  return {
    DATABASE_URL: services.postgres.url,
    AMQP_URL: services.rabbitmq.url,
    REDIS_URL: services.redis.url,
    DATA_DIR: join(directory, 'commands'),
    APP_SECRET: secret,
  }
}

async function openLines(): Promise<Lines> {
  const [database, store, broker] = await Promise.all([startLine(0), startLine(0), startLine(0)])
  return { postgres: database, redis: store, rabbitmq: broker }
}

function closeLines(lines: Lines[]): void {
  for (const line of lines.flatMap((own) => Object.values(own))) line.close()
}

type Services = { postgres: ServiceNode; redis: ServiceNode; rabbitmq: ServiceNode }

type Places = Record<keyof Services, string>

function placeServices(directory: string, options: WorldOptions): Places {
  return {
    postgres: options.postgresDirectory ?? join(directory, 'postgres'),
    redis: join(directory, 'redis'),
    rabbitmq: options.rabbitmqDirectory ?? join(directory, 'rabbitmq'),
  }
}

async function startServices(places: Places, lines: Lines[]): Promise<Services> {
  let ports: RunningRabbitmq['ports'] | undefined
  const [database, store, broker] = await Promise.all([
    startServiceNode({
      name: 'postgres',
      directory: places.postgres,
      lines: lines.map((own) => own.postgres),
      run: (port) =>
        startPostgres({
          directory: places.postgres,
          settings: { max_connections: '300' },
          ...(port === undefined ? {} : { port }),
        }),
    }),
    startServiceNode({
      name: 'redis',
      directory: places.redis,
      lines: lines.map((own) => own.redis),
      forgets: true,
      run: (port) =>
        startRedis({ directory: places.redis, ...(port === undefined ? {} : { port }) }),
    }),
    startServiceNode({
      name: 'rabbitmq',
      directory: places.rabbitmq,
      lines: lines.map((own) => own.rabbitmq),
      run: async () => {
        const started = await startRabbitmq({
          directory: places.rabbitmq,
          ...(ports === undefined ? {} : { ports }),
        })
        ports = started.ports
        return started
      },
    }),
  ])
  return { postgres: database, redis: store, rabbitmq: broker }
}

type NodesOptions = {
  names: string[]
  lines: Lines[]
  directory: string
  mail: MailSink
  services: Services
  options: WorldOptions
}

async function createNodes(of: NodesOptions): Promise<ServerNode[]> {
  const { names, lines, directory, mail, services, options } = of
  const doors = await Promise.all(names.map((name) => mail.openDoor(name)))
  const ports = await freePorts(names.length)
  const nodes: ServerNode[] = []
  for (const [index, name] of names.entries()) {
    const own = lines[index] ?? (await openLines())
    const env = {
      DATABASE_URL: through(services.postgres.url, own.postgres.port),
      REDIS_URL: through(services.redis.url, own.redis.port),
      AMQP_URL: through(services.rabbitmq.url, own.rabbitmq.port),
      SMTP_URL: doors[index] ?? '',
      MAIL_FROM: 'Rendez <meet@example.com>',
      PUBLIC_URL: 'http://rendez.example',
      APP_SECRET: secret,
      RATE_LIMITS: 'off',
      // Each request says where it comes from, as through a proxy: guests are many.
      TRUST_PROXY: '1',
      LOG_LEVEL: 'info',
      ...options.env?.[name],
    }
    const port = ports[index] ?? 0
    const args = ['--role', name === WORKER ? 'worker' : 'api']
    const place = { directory: join(directory, name), port, lines: own }
    nodes.push(createServerNode({ name, ...place, env, args }))
  }
  return nodes
}

function through(url: string, port: number): string {
  const line = new URL(url)
  line.port = String(port)
  return line.href
}

/** One after the other: the first one migrates, and on few cores that is faster. */
async function startAll(nodes: ServerNode[]): Promise<void> {
  for (const node of nodes) await node.start()
}
