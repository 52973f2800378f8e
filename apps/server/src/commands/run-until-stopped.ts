import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { RunningServer } from '../main.ts'

// For the requests, 25 s, and for what they and the events have begun.
const deadlineMs = 45_000

/**
 * Keeps a server running until a signal comes or something breaks that nobody expected, then stops it.
 * A second signal ends the process at once.
 *
 * @param starting the server, or the start that is under way: a signal during it stops it afterwards
 * @returns the exit code
 */
export async function runUntilStopped(
  starting: Promise<RunningServer>,
  log: Pick<Logger, 'info' | 'fatal'>,
  { shutdownDelaySeconds }: Pick<Config, 'shutdownDelaySeconds'> = { shutdownDelaySeconds: 0 },
): Promise<number> {
  const ended = waitForEnd(log)
  const server = await starting
  const code = await ended
  // Whatever hangs must not keep the process alive for ever.
  const deadline = setTimeout(
    () => {
      log.fatal('could not stop in time')
      process.exit(1)
    },
    shutdownDelaySeconds * 1000 + deadlineMs,
  )
  // By itself it keeps nothing alive.
  deadline.unref()
  await server.stop()
  log.info('stopped')
  return code
}

function waitForEnd(log: Pick<Logger, 'info' | 'fatal'>): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  let signals = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      signals += 1
      if (signals > 1) process.exit(1)
      log.info({ signal }, 'stopping')
      resolve(0)
    })
  }
  // The state of the process is unknown from here on: what is under way is finished, nothing is begun.
  process.on('uncaughtException', (error) => {
    log.fatal({ error }, 'an error that nobody caught')
    // A start that fails so has nobody who waits for the code.
    process.exitCode = 1
    resolve(1)
  })
  return promise
}
