import type { Action } from '../history/operation.ts'
import type { Stage } from './scenario.ts'

type Which = {
  action?: Action
  /** The name of the server that was asked. */
  server?: string
  /** Begun after this moment of the run. */
  since?: number
}

/** How many requests were answered with success. */
export function countDone({ history }: Pick<Stage, 'history'>, which: Which): number {
  const { action, server, since = 0 } = which
  return history
    .read()
    .filter(
      (one) =>
        one.outcome === 'ok' &&
        one.from > since &&
        (server ?? one.server) === one.server &&
        (action ?? one.intent.action) === one.intent.action,
    ).length
}
