import { randomBytes, randomUUID } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { systemClock } from './adapters/clock/system-clock.ts'
import { createInProcessStore } from './adapters/key-value-store/in-process-store.ts'
import { createRedisStore } from './adapters/key-value-store/redis-store.ts'
import { createKeptMailer, type KeptMailer } from './adapters/mailer/kept-mailer.ts'
import { createSmtpMailer } from './adapters/mailer/smtp-mailer.ts'
import { createInProcessBus } from './adapters/message-bus/in-process-bus.ts'
import { openRabbitmqBus } from './adapters/message-bus/rabbitmq-bus.ts'
import { measureStore } from './adapters/metrics/measure-store.ts'
import {
  createPrometheusMetrics,
  type PrometheusMetrics,
} from './adapters/metrics/prometheus-metrics.ts'
import { createKeptSmsSender, type KeptSmsSender } from './adapters/sms-sender/kept-sms-sender.ts'
import { createTwilioSmsSender } from './adapters/sms-sender/twilio-sms-sender.ts'
import { type Config, SettingsError } from './config.ts'
import { connectDatabase, type Database } from './db/client.ts'
import { EmbeddedPostgresError } from './db/embedded/embedded-postgres-error.ts'
import { startEmbeddedPostgres } from './db/embedded-postgres.ts'
import { findReplicaFault } from './db/find-replica-fault.ts'
import { holdInstanceLock, InstanceLockError } from './db/hold-instance-lock.ts'
import { openReplica, type Replica } from './db/replica.ts'
import type { Log } from './logger.ts'
import { migrateOrExplain } from './migrate-or-explain.ts'
import type { SlotCacheSettings } from './modules/availability/availability.module.ts'
import { redeliverUnbegun } from './outbox/outbox.repository.ts'
import { createReceiver } from './outbox/receive-event.ts'
import type { Clock } from './ports/clock.ts'
import type { KeyValueStore } from './ports/key-value-store.ts'
import type { MailAddress, Mailer } from './ports/mailer.ts'
import type { MessageBus } from './ports/message-bus.ts'
import type { SmsSender } from './ports/sms-sender.ts'
import { listUnshared } from './roles.ts'

/** What the modules are built on. */
export type Infrastructure = {
  database: Database
  clock: Clock
  bus: MessageBus
  store: KeyValueStore
  /** null: slots are computed each time. */
  cache: SlotCacheSettings | null
  /** null: everything is read from the database itself. */
  replica: Replica | null
  mailer: Mailer
  /** The mailer, when it keeps what it is given; null when mail is really sent. */
  keptMailer: KeptMailer | null
  smsSender: SmsSender
  /** The sender of text messages, when it keeps them; null when they are really sent. */
  keptSmsSender: KeptSmsSender | null
  /** An address must be confirmed by mail before it has an account: only where mail is sent. */
  confirmSignUps: boolean
  mailFrom: MailAddress
  secret: string
  publicUrl: string
  log: Log
  metrics: PrometheusMetrics
}

type InfrastructureOptions = {
  publicUrl: string
  log: Log
  resources: AsyncDisposableStack
  signal: AbortSignal
}

/**
 * Chooses an adapter for every port by the settings, and says which. What is started is handed to
 * `resources`, which ends it in reverse.
 *
 * @throws SettingsError when a service that is named cannot be reached; the signal's reason when it
 *   broke off the migrations
 */
export async function createInfrastructure(
  config: Config,
  { publicUrl, log, resources, signal }: InfrastructureOptions,
): Promise<Infrastructure> {
  const metrics = createPrometheusMetrics({ withProcess: true })
  const store = measureStore(await chooseStore(config, log), metrics)
  resources.defer(() => store.close())
  const url = await startDatabase(config, log, resources)
  await migrateOrExplain(config, url, { log, signal })
  resources.defer(await joinInstances(config, url, log))
  // A name of its own, by which it finds its connections among those of others.
  const database = connectDatabase(url, { name: `rendez ${randomUUID().slice(0, 8)}` })
  resources.defer(() => database.close())
  const replica = await chooseReplica(config, url, log)
  if (replica !== null) resources.defer(() => replica.close())
  const mail = chooseMailer(config, log)
  resources.defer(() => mail.mailer.close())
  const sms = chooseSmsSender(config, log)
  resources.defer(() => sms.smsSender.close())
  const bus = await chooseBus(config, database, log)
  // Before the database: what is being handled is noted there.
  resources.defer(() => bus.close())
  return {
    ...mail,
    ...sms,
    database,
    clock: systemClock,
    store,
    cache: chooseCache(config, store, log),
    replica,
    bus,
    metrics,
    mailFrom: config.mailFrom ?? { name: 'Rendez', address: 'rendez@rendez.invalid' },
    secret: config.appSecret ?? keepSecret(config.dataDir),
    publicUrl,
    log,
  }
}

async function startDatabase(
  { databaseUrl, dataDir }: Config,
  log: Log,
  resources: AsyncDisposableStack,
): Promise<string> {
  if (databaseUrl !== null) {
    const { host } = new URL(databaseUrl)
    log.info({ port: 'database', adapter: 'PostgreSQL', host }, 'DATABASE_URL is set')
    return databaseUrl
  }
  makeDataDirectory(dataDir)
  const { url, stop } = await startEmbeddedPostgres({ dataDir }).catch((cause) => {
    throw cause instanceof EmbeddedPostgresError
      ? new SettingsError(cause.message, { cause })
      : cause
  })
  resources.defer(stop)
  log.info({ port: 'database', adapter: 'embedded PostgreSQL', dataDir }, 'DATABASE_URL is not set')
  return url
}

// A restart may overlap with what it replaces.
const OVERLAP_MS = 10_000

/** @throws SettingsError when another server works on the database, and the two cannot share everything */
async function joinInstances(config: Config, url: string, log: Log): Promise<() => Promise<void>> {
  const missing = listUnshared(config)
  const alone = missing.length > 0
  const onLost = () => log.error('another server has come that this one cannot share its work with')
  return holdInstanceLock(url, { alone, patienceMs: OVERLAP_MS, onLost }).catch((cause) => {
    if (!(cause instanceof InstanceLockError)) throw cause
    const mend = alone
      ? `set ${missing.join(' and ')} for each of them, or stop the other`
      : 'it has no REDIS_URL or no AMQP_URL: set them there, or stop it'
    throw new SettingsError(`another server works on this database: ${mend}`, { cause })
  })
}

async function chooseStore({ redisUrl }: Config, log: Log): Promise<KeyValueStore> {
  if (redisUrl === null) {
    log.info({ port: 'key-value-store', adapter: 'in process' }, 'REDIS_URL is not set')
    return createInProcessStore({ clock: systemClock })
  }
  const { host } = new URL(redisUrl)
  log.info({ port: 'key-value-store', adapter: 'Redis', host }, 'REDIS_URL is set')
  return createRedisStore(redisUrl, log).catch((cause) => {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new SettingsError(`REDIS_URL: the server at ${host} is not usable: ${reason}`, { cause })
  })
}

/**
 * Slots are cached where every change is known at once: in a store that all instances share, or in the
 * process of a server that is the only one, as it is on an embedded database.
 */
function chooseCache(
  { redisUrl, databaseUrl }: Config,
  store: KeyValueStore,
  log: Log,
): SlotCacheSettings | null {
  if (redisUrl === null && databaseUrl !== null) {
    log.info(
      {},
      'slots are computed each time: only with REDIS_URL do instances know of each other',
    )
    return null
  }
  return { store, isShared: redisUrl !== null }
}

async function chooseReplica(
  { replicaUrl }: Config,
  primaryUrl: string,
  log: Log,
): Promise<Replica | null> {
  if (replicaUrl === null) return null
  const { host } = new URL(replicaUrl)
  log.info({ port: 'replica', adapter: 'PostgreSQL', host }, 'DATABASE_REPLICA_URL is set')
  const fault = await findReplicaFault(replicaUrl, primaryUrl)
  if (fault?.isMistake) {
    throw new SettingsError(
      `DATABASE_REPLICA_URL: the server at ${host} is not usable: ${fault.reason}`,
    )
  }
  return openReplica({ url: replicaUrl, primaryUrl, now: systemClock.now, log })
}

async function chooseBus({ amqpUrl }: Config, database: Database, log: Log): Promise<MessageBus> {
  if (amqpUrl === null) {
    log.info({ port: 'message-bus', adapter: 'in process' }, 'AMQP_URL is not set')
    return createInProcessBus()
  }
  const { host } = new URL(amqpUrl)
  log.info({ port: 'message-bus', adapter: 'RabbitMQ', host }, 'AMQP_URL is set')
  const receive = createReceiver({ database, log })
  const redeliver = (consumer: string) => redeliverUnbegun(database.sql, consumer)
  return openRabbitmqBus({ url: amqpUrl, log, receive, redeliver }).catch((cause) => {
    throw new SettingsError(`AMQP_URL: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    })
  })
}

function chooseMailer(
  { smtpUrl, dataDir }: Config,
  log: Log,
): Pick<Infrastructure, 'mailer' | 'keptMailer' | 'confirmSignUps'> {
  if (smtpUrl !== null) {
    log.info({ port: 'mailer', adapter: 'SMTP', host: new URL(smtpUrl).host }, 'SMTP_URL is set')
    return { mailer: createSmtpMailer(smtpUrl), keptMailer: null, confirmSignUps: true }
  }
  const keptMailer = createKeptMailer({ directory: join(dataDir, 'mail'), clock: systemClock })
  log.info({ port: 'mailer', adapter: 'kept in DATA_DIR' }, 'SMTP_URL is not set')
  return { mailer: keptMailer, keptMailer, confirmSignUps: false }
}

function chooseSmsSender(
  { smsUrl, smsFrom, dataDir }: Config,
  log: Log,
): Pick<Infrastructure, 'smsSender' | 'keptSmsSender'> {
  if (smsUrl !== null && smsFrom !== null) {
    const { host } = new URL(smsUrl)
    log.info({ port: 'sms-sender', adapter: 'Twilio API', host }, 'SMS_URL is set')
    const smsSender = createTwilioSmsSender({ url: smsUrl, from: smsFrom })
    return { smsSender, keptSmsSender: null }
  }
  const keptSmsSender = createKeptSmsSender({ directory: join(dataDir, 'sms'), clock: systemClock })
  log.info({ port: 'sms-sender', adapter: 'kept in DATA_DIR' }, 'SMS_URL is not set')
  return { smsSender: keptSmsSender, keptSmsSender }
}

function makeDataDirectory(dataDir: string): void {
  try {
    makeDirectory(dataDir)
    accessSync(dataDir, constants.W_OK | constants.X_OK)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : ''
    const mend = 'choose a directory that this user may write to'
    throw new SettingsError(`DATA_DIR ${dataDir} cannot be used (${code}): ${mend}`, { cause })
  }
}

// mkdir's own recursion never ends below /proc and the like.
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return
  makeDirectory(dirname(directory))
  mkdirSync(directory)
}

/** The secret of this data directory, made when there is none. Only its owner may read it. */
function keepSecret(dataDir: string): string {
  const file = join(dataDir, 'secret')
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length >= 32) return secret
  throw new SettingsError(`${file} is damaged: put it back, or delete it to log everybody out`)
}
