import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import { releaseDueMessages } from './scheduled-messages.repository.ts'

export type MessageRelease = {
  /** Hands everything that is due now to the outbox; answers how many messages that were. */
  releaseDue(): Promise<number>
  /** From now on, looks every few seconds whether something is due. */
  start(): void
  /** Begins nothing more, and resolves when what runs is done. */
  stop(): Promise<void>
}

const BATCH = 100
const LOOK_MS = 5_000

/**
 * Gives messages to the outbox when their time has come, by the database's clock. Every process may
 * do it at the same time: they share the work.
 */
export function createMessageRelease(deps: {
  database: Pick<Database, 'sql'>
  log: Log
  nudgeRelay: () => void
}): MessageRelease {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let stopped = false
  const releaseDue = async () => {
    let total = 0
    for (;;) {
      const released = await releaseDueMessages(deps.database, BATCH)
      if (released > 0) deps.nudgeRelay()
      total += released
      if (released < BATCH || stopped) return total
    }
  }
  const look = () => {
    // What comes due during a slow look is found by the next one.
    if (stopped || running !== undefined) return
    running = releaseDue()
      .then(
        () => {},
        (error) => deps.log.error({ error }, 'messages that are due could not be released'),
      )
      .finally(() => {
        running = undefined
      })
  }
  return {
    releaseDue,
    start: () => {
      look()
      timer ??= setInterval(look, LOOK_MS).unref()
    },
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
