import { createHmac } from 'node:crypto'
import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { takeTokenAnyway } from './adapters/key-value-store/take-token-anyway.ts'
import { createMailViewer } from './adapters/mailer/mail-viewer.ts'
import { type Config, SettingsError } from './config.ts'
import { createApp } from './http/app.ts'
import { type HttpServer, listen } from './http/http-server.ts'
import type { OperationsDeps } from './http/operations-routes.ts'
import { createRateLimiter, noRateLimits } from './http/rate-limits/rate-limiter.ts'
import { createWorkerApp } from './http/worker-app.ts'
import { createInfrastructure, type Infrastructure } from './infrastructure.ts'
import type { Log } from './logger.ts'
import { createModules, type Modules, type Services } from './modules.ts'
import { createOperations } from './operations.ts'
import { assertRole, listKept, type Role } from './roles.ts'

export type RunningServer = {
  /** Where to go from this machine. */
  localUrl: string
  publicUrl: string
  services: Services
  /** Text that only this installation can make, the same on every start: 16 letters, digits, - and _. */
  deriveSecret(purpose: string): string
  /** Finishes what is under way, then ends everything that was started. Calling it twice is harmless. */
  stop(): Promise<void>
}

const webDirectory = resolve(import.meta.dirname, '../../web/dist/client')

type StartOptions = {
  role?: Role
  /** Breaks off migrations; whatever else a start does comes to its end. */
  signal?: AbortSignal
}

/**
 * Starts everything that the settings ask for, in this process.
 *
 * @throws SettingsError when a port, a directory or a service cannot be had, and the signal's reason
 *   when that came among migrations; nothing is left running
 */
export async function startServer(
  config: Config,
  log: Log,
  { role = 'all', signal = new AbortController().signal }: StartOptions = {},
): Promise<RunningServer> {
  assertRole(role, config)
  if (role !== 'all') warnOfKept(config, log)
  const resources = new AsyncDisposableStack()
  try {
    const server = await takePort(config)
    // The port is taken first and given back last, so that two servers never share a data directory.
    resources.defer(() => server.close())
    const localUrl = `http://${nameOf(config.host)}:${server.port}`
    const publicUrl = config.publicUrl ?? localUrl
    const options = { publicUrl, log, resources, signal }
    const infrastructure = await createInfrastructure(config, options)
    const { services, lifecycle, messageRelease } = serveOn(server, {
      infrastructure,
      config,
      resources,
      role,
    })
    if (role !== 'api') {
      lifecycle.start()
      messageRelease.start()
    }
    const deriveSecret = (purpose: string) =>
      createHmac('sha256', infrastructure.secret).update(purpose).digest('base64url').slice(0, 16)
    return { localUrl, publicUrl, services, deriveSecret, stop: () => resources.disposeAsync() }
  } catch (error) {
    await resources.disposeAsync()
    throw error
  }
}

// Whoever runs several servers looks for a message in the wrong one.
function warnOfKept(config: Config, log: Log): void {
  const missing = listKept(config)
  if (missing.length === 0) return
  const reason = `${missing.join(' and ')} not set`
  log.warn({ reason }, "such messages are only kept in this process' DATA_DIR")
}

type Serving = {
  infrastructure: Infrastructure
  config: Pick<Config, 'trustedProxies' | 'rateLimits' | 'metricsToken' | 'shutdownDelaySeconds'>
  resources: AsyncDisposableStack
  role?: Role
}

/** Builds the modules, and lets a port answer with them. */
export function serveOn(server: HttpServer, serving: Serving): Modules {
  const { infrastructure, config, resources, role = 'all' } = serving
  const modules = createModules(infrastructure, role)
  resources.defer(() => modules.availability.close())
  resources.defer(() => modules.relay.stop())
  let draining = false
  const operations = createOperations(infrastructure, {
    role,
    metricsToken: config.metricsToken,
    trustedProxies: config.trustedProxies,
    isDraining: () => draining,
  })
  server.serve(createFetch(serving, modules, operations))
  // Requests end before what they use.
  resources.defer(async () => {
    await Promise.all([server.close(), modules.lifecycle.stop(), modules.messageRelease.stop()])
  })
  // Clients are told to go elsewhere before the door is closed.
  resources.defer(async () => {
    draining = true
    server.startDraining()
    if (config.shutdownDelaySeconds > 0) await delay(config.shutdownDelaySeconds * 1000)
  })
  return modules
}

function createFetch(
  { infrastructure, config, role }: Serving,
  { services }: Modules,
  operations: OperationsDeps,
) {
  const { publicUrl, log, clock, keptMailer, keptSmsSender, store, metrics } = infrastructure
  if (role === 'worker') return createWorkerApp({ ...operations, log }).fetch
  return createApp({
    services,
    log,
    clock,
    publicUrl,
    trustedProxies: config.trustedProxies,
    rateLimiter: config.rateLimits
      ? createRateLimiter(takeTokenAnyway({ store, clock }))
      : noRateLimits,
    operations,
    metrics,
    mailViewer:
      keptMailer === null && keptSmsSender === null
        ? null
        : createMailViewer({ mailer: keptMailer, smsSender: keptSmsSender }),
    webDirectory,
  }).fetch
}

async function takePort({ host, port }: Config): Promise<HttpServer> {
  try {
    return await listen(host, port)
  } catch (cause) {
    throw new SettingsError(explainPort(host, port, cause), { cause })
  }
}

function explainPort(host: string, port: number, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'EADDRINUSE') {
    return `PORT ${port} is taken: end the program that uses it, or choose another, such as PORT=${port + 1}`
  }
  if (code === 'EACCES') return `PORT ${port} is not allowed to this user: choose one above 1023`
  if (code === 'EADDRNOTAVAIL') return `HOST ${host} is not an address of this machine`
  return `PORT ${port} on HOST ${host} cannot be used (${String(code)})`
}

/** How a browser on this machine writes the address that is listened on. */
function nameOf(host: string): string {
  if (host === '127.0.0.1' || host === '0.0.0.0' || host === '::' || host === '::1')
    return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
