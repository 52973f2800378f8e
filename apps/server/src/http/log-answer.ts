import type { Log } from '../logger.ts'

/** `route` is a template: an address may hold what is nobody else's business. */
type Answered = { requestId: string; method: string; route: string; status: number }

/** The one line of what became of a request that came at `arrival`, of `performance.now()`. */
export function logAnswer(log: Log, answered: Answered, arrival: number): void {
  const fields = { ...answered, milliseconds: Math.round(performance.now() - arrival) }
  if (answered.status >= 500) log.error(fields, 'request')
  else log.debug(fields, 'request')
}
