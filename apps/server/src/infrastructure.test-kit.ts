import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestClock } from './adapters/clock/test-clock.ts'
import { createInProcessStore } from './adapters/key-value-store/in-process-store.ts'
import { createKeptMailer, type KeptMail } from './adapters/mailer/kept-mailer.ts'
import { createInProcessBus } from './adapters/message-bus/in-process-bus.ts'
import { measureStore } from './adapters/metrics/measure-store.ts'
import { createPrometheusMetrics } from './adapters/metrics/prometheus-metrics.ts'
import { createKeptSmsSender, type KeptSms } from './adapters/sms-sender/kept-sms-sender.ts'
import { connectDatabase, type Database } from './db/client.ts'
import type { Replica } from './db/replica.ts'
import { createTestDatabase } from './db/test-database.ts'
import { listen } from './http/http-server.ts'
import type { Infrastructure } from './infrastructure.ts'
import { createLogger } from './logger.ts'
import { serveOn } from './main.ts'
import type { Services } from './modules.ts'
import type { KeyValueStore } from './ports/key-value-store.ts'

export type TestApp = {
  /** `http://localhost:<port>`, which is also its public address unless told otherwise. */
  url: string
  clock: ReturnType<typeof createTestClock>
  database: Database
  databaseUrl: string
  services: Services
  /** What was logged, as text of lines. */
  logs: string[]
  /** Every mail there is to send, sent; the newest first. */
  mails(): Promise<KeptMail[]>
  /** The same for text messages. */
  texts(): Promise<KeptSms[]>
  /** Sends what is due by the database's clock. */
  releaseMessages(): Promise<void>
  close(): Promise<void>
}

type TestAppOptions = {
  publicUrl?: string
  confirmSignUps?: boolean
  trustedProxies?: number
  /** The clock stands still and tests ask a lot: off when absent. */
  rateLimits?: boolean
  store?: KeyValueStore
  replica?: Replica
  metricsToken?: string
}

/** The whole server in this process: a database of its own, mail kept, 1 February 2027, 08:00 UTC. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const resources = new AsyncDisposableStack()
  const server = await listen('127.0.0.1', 0)
  const url = `http://localhost:${server.port}`
  const testDatabase = await createTestDatabase()
  resources.defer(() => testDatabase.drop())
  const database = connectDatabase(testDatabase.url)
  resources.defer(() => database.close())
  const directory = await mkdtemp(join(tmpdir(), 'rendez-mail-'))
  resources.defer(() => rm(directory, { recursive: true }))
  const clock = createTestClock('2027-02-01T08:00:00Z')
  const keptMailer = createKeptMailer({ directory: join(directory, 'mail'), clock })
  const keptSmsSender = createKeptSmsSender({ directory: join(directory, 'sms'), clock })
  const logs: string[] = []
  const metrics = createPrometheusMetrics({ withProcess: false })
  const store = measureStore(options.store ?? createInProcessStore({ clock }), metrics)
  const infrastructure: Infrastructure = {
    metrics,
    database,
    clock,
    bus: createInProcessBus(),
    store,
    cache: { store, isShared: options.store !== undefined },
    replica: options.replica ?? null,
    mailer: keptMailer,
    keptMailer,
    smsSender: keptSmsSender,
    keptSmsSender,
    confirmSignUps: options.confirmSignUps ?? false,
    mailFrom: { name: 'Rendez', address: 'meet@rendez.example' },
    secret: 'a secret of the tests, long enough to be one',
    publicUrl: options.publicUrl ?? url,
    log: createLogger('debug', { write: (line) => logs.push(line) }),
  }
  const config = {
    trustedProxies: options.trustedProxies ?? 0,
    rateLimits: options.rateLimits ?? false,
    metricsToken: options.metricsToken ?? null,
    shutdownDelaySeconds: 0,
  }
  const { services, relay, messageRelease } = serveOn(server, { infrastructure, config, resources })
  const mails = async () => {
    await relay.drain()
    return keptMailer.list()
  }
  const texts = async () => {
    await relay.drain()
    return keptSmsSender.list()
  }
  const releaseMessages = async () => {
    await relay.drain()
    await messageRelease.releaseDue()
    await relay.drain()
  }
  return {
    url,
    clock,
    database,
    databaseUrl: testDatabase.url,
    services,
    logs,
    mails,
    texts,
    releaseMessages,
    close: () => resources.disposeAsync(),
  }
}
