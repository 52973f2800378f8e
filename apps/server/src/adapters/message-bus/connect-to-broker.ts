import { type ChannelModel, connect, type RecoveringChannelModel } from 'amqplib'
import type { Log } from '../../logger.ts'
import { findVersionFault } from './find-version-fault.ts'
import { NoAnswerError, withinDeadline } from './within-deadline.ts'

/** How long a broker may be silent while a connection is made. */
export const HANDSHAKE_MS = 10_000
const CLOSE_MS = 5_000
const LONGEST_PAUSE_MS = 10_000

// Dead connections are noticed within about two of them.
const HEARTBEAT_SECONDS = 10

// The broker, or the way to it, is away: that mends itself, and is waited for.
const AWAY = ['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EAI_AGAIN']

// All that amqplib says of an address that is silent until the handshake is to be over: it has no code.
const SILENT = 'connect ETIMEDOUT'

/** The broker cannot be used as the settings say; `message` has one line, without the password. */
export class BrokerRefusal extends Error {
  override readonly name = 'BrokerRefusal'
}

/**
 * One connection, for a look or a check.
 *
 * @throws BrokerRefusal
 */
export async function connectOnce(url: string, handshakeMs = HANDSHAKE_MS): Promise<ChannelModel> {
  const model = await connect(withHeartbeat(url), { timeout: handshakeMs, noDelay: true }).catch(
    (error) => {
      throw explainRefusal(url, error)
    },
  )
  makeSafe(model)
  try {
    assertNewEnough(url, model)
  } catch (error) {
    await model.close().catch(() => {})
    throw error
  }
  return model
}

type LastingOptions = {
  handshakeMs: number
  log: Log
  setup: (model: ChannelModel) => Promise<void>
}

/**
 * A connection that comes back by itself, with growing pauses, and is set up anew each time. Nothing
 * that happens to it ends the process.
 */
export async function connectForGood(
  url: string,
  { handshakeMs, log, setup }: LastingOptions,
): Promise<RecoveringChannelModel> {
  const model = await connect(withHeartbeat(url), {
    timeout: handshakeMs,
    noDelay: true,
    recovery: {
      maxDelay: LONGEST_PAUSE_MS,
      waitForConnect: false,
      setup: async (opened: ChannelModel) => {
        makeSafe(opened)
        try {
          assertNewEnough(url, opened)
        } catch (error) {
          // It was away when this server started, and whoever runs it thinks that all is well.
          log.error({ error }, 'the broker cannot be used')
          throw error
        }
        await setup(opened)
      },
    },
  })
  let away = true
  const lost = (error: Error) => {
    if (!away) log.warn({ error }, 'the broker is away: events wait in the outbox')
    away = true
  }
  model.on('error', (error) => log.debug({ error }, 'the connection to the broker failed'))
  model.on('disconnect', lost)
  model.on('connect-failed', (error) => log.debug({ error }, 'the broker is still away'))
  model.on('connect', () => {
    log.info('connected to the broker')
    away = false
  })
  model.on('blocked', (reason) =>
    log.warn({ reason }, 'the broker is short of memory or disk and takes nothing'),
  )
  model.on('unblocked', () => log.info('the broker takes messages again'))
  return model
}

function makeSafe(model: ChannelModel): void {
  // Without a listener a lost connection ends the process, and the recovery listens only after the setup.
  model.on('error', () => {})
  // One that is lost while it is closed never answers, and the recovery waits for it.
  const close = model.close.bind(model)
  model.close = () => withinDeadline(close(), CLOSE_MS)
}

function assertNewEnough(url: string, { connection }: ChannelModel): void {
  const fault = findVersionFault(connection.serverProperties)
  if (fault !== null) throw new BrokerRefusal(`the broker at ${new URL(url).host} ${fault}`)
}

/** Whether the broker is merely not there now, as opposed to not usable. */
export function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isAway)
  if (error instanceof NoAnswerError) return true
  if (!(error instanceof Error)) return false
  if (error instanceof BrokerRefusal) return isAway(error.cause)
  if (error.message === SILENT) return true
  return 'code' in error && AWAY.includes(String(error.code))
}

export function explainRefusal(url: string, cause: unknown): BrokerRefusal {
  return new BrokerRefusal(`the broker at ${new URL(url).host} ${reasonOf(url, cause)}`, { cause })
}

function reasonOf(url: string, cause: unknown): string {
  const message = cause instanceof Error ? cause.message : ''
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  const virtualHost = decodeURIComponent(new URL(url).pathname.slice(1)) || '/'
  if (isAway(cause)) return 'does not answer: check that it runs'
  if (code === 'ENOTFOUND') return 'has a name that is not known: check host and port'
  if (/PRECONDITION[_-]FAILED/.test(message)) {
    return 'has a queue or exchange of that name with other properties: delete it, or use another virtual host'
  }
  if (message.includes('Login was refused')) return 'refuses user and password'
  // All that a broker has to say against the last step of its handshake.
  if (message.includes('Expected ConnectionOpenOk; got <ConnectionClose')) {
    return `has no virtual host ${JSON.stringify(virtualHost)} for this user`
  }
  if (/ACCESS[_-]REFUSED/.test(message)) {
    return 'does not let this user make queues: grant configure, write and read rights'
  }
  if (typeof code === 'string' && /CERT|TLS|SSL/.test(code)) {
    return `cannot be trusted (${code}): check its certificate`
  }
  return 'is no RabbitMQ: check host and port'
}

function withHeartbeat(text: string): string {
  const url = new URL(text)
  if (!url.searchParams.has('heartbeat')) {
    url.searchParams.set('heartbeat', String(HEARTBEAT_SECONDS))
  }
  return url.href
}
