import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { RunningServer } from '../main.ts'

// For the requests, 25 s, and for what they and the events have begun.
const deadlineMs = 45_000

/**
 * Starts a server and keeps it running until a signal comes or something breaks that nobody expected,
 * then stops it. A second signal ends the process at once.
 *
 * @param start is told when the end comes before the server is there; one that goes on nevertheless is
 *   stopped afterwards
 * @returns the exit code
 * @throws whatever the start throws, unless it broke off because it was told to
 */
export async function runUntilStopped(
  start: (signal: AbortSignal) => Promise<RunningServer>,
  log: Pick<Logger, 'info' | 'fatal'>,
  { shutdownDelaySeconds }: Pick<Config, 'shutdownDelaySeconds'> = { shutdownDelaySeconds: 0 },
): Promise<number> {
  const stopping = new AbortController()
  const ended = waitForEnd(log, stopping)
  const server = await start(stopping.signal).catch((error: unknown) => {
    if (!stopping.signal.aborted || error !== stopping.signal.reason) throw error
    return null
  })
  const code = await ended
  if (server !== null) await stopInTime(server, shutdownDelaySeconds * 1000 + deadlineMs, log)
  log.info('stopped')
  return code
}

async function stopInTime(
  server: RunningServer,
  limitMs: number,
  log: Pick<Logger, 'fatal'>,
): Promise<void> {
  // Whatever hangs must not keep the process alive for ever.
  const deadline = setTimeout(() => {
    log.fatal('could not stop in time')
    process.exit(1)
  }, limitMs)
  // By itself it keeps nothing alive.
  deadline.unref()
  await server.stop()
}

function waitForEnd(
  log: Pick<Logger, 'info' | 'fatal'>,
  stopping: AbortController,
): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const end = (code: number) => {
    resolve(code)
    stopping.abort()
  }
  let signals = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      signals += 1
      if (signals > 1) process.exit(1)
      log.info({ signal }, 'stopping')
      end(0)
    })
  }
  // The state of the process is unknown from here on: what is under way is finished, nothing is begun.
  process.on('uncaughtException', (error) => {
    log.fatal({ error }, 'an error that nobody caught')
    // A start that fails so has nobody who waits for the code.
    process.exitCode = 1
    end(1)
  })
  return promise
}
