import { DomainError, describeError, errorTable } from '@rendez/contract'
import type { Context, Handler, Next } from 'hono'
import { withLogContext } from '../../log-context.ts'
import type { Log } from '../../logger.ts'
import type { Services } from '../../modules.ts'
import { exposedHeaders } from '../guest-cors.ts'
import type { HttpEnv } from '../http-env.ts'
import { logAnswer } from '../log-answer.ts'
import { nameRequest } from '../name-request.ts'
import type { RequestLimits } from '../rate-limits/request-limits.ts'
import { fixedHeaders } from '../security-headers.ts'
import { createSlotsQueryParser } from './parse-slots-query.ts'

/** Where it is served. */
export const SLOTS_PATH = '/api/availability/slots'

type Options = { https: boolean; limits: RequestLimits; trustedProxies: number; log: Log }

/**
 * The most frequent read of all, in front of everything else: the same schema and service as
 * `availability.slots`, without a procedure or middleware around it, and with an ETag. What is refused
 * takes the usual way, and is refused there.
 */
export function listSlotsHandler(
  availability: Pick<Services['availability'], 'writeSlots'>,
  { https, limits, trustedProxies, log }: Options,
): Handler<HttpEnv> {
  const fixed = {
    ...fixedHeaders('api', { https }),
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': exposedHeaders.join(','),
    // Any booking changes the answer: it may be kept, and must be asked about.
    'Cache-Control': 'no-cache',
  }
  const parseQuery = createSlotsQueryParser()
  const answer = async (c: Context<HttpEnv>, next: Next, requestId: string) => {
    const arrival = performance.now()
    const noteAnswer = (status: number) =>
      logAnswer(log, { requestId, method: c.req.method, route: SLOTS_PATH, status }, arrival)
    const counted = await limits.countRead(c)
    if (counted === null) return next()
    const input = parseQuery(c.req.url)
    // No middleware adds any to an answer that nobody expected, nor a line to the log.
    const onFailure = (error: unknown) => {
      noteAnswer(errorTable[describeError(error).code].status)
      const own = { 'Cache-Control': 'no-store', 'X-Request-Id': requestId }
      const headers = { ...fixed, ...counted, ...own }
      for (const [name, value] of Object.entries(headers)) c.header(name, value)
    }
    const slots = input && (await answered(availability.writeSlots(input), onFailure))
    if (!slots) return next()
    const { body } = slots
    const etag = `"${slots.tag}"`
    const headers = { ...fixed, ...counted, ETag: etag, 'X-Request-Id': requestId }
    // A proxy that compresses marks the tag as weak: W/"…".
    const isKnown = c.req.header('If-None-Match')?.includes(etag) === true
    noteAnswer(isKnown ? 304 : 200)
    if (isKnown) return c.body(null, 304, headers)
    return c.body(body, 200, { ...headers, 'Content-Type': 'application/json' })
  }
  return (c, next) => {
    const requestId = nameRequest(c, trustedProxies)
    return withLogContext({ requestId }, () => answer(c, next, requestId))
  }
}

/** undefined: refused, which the usual way tells; it would ask a database that is away once more. */
async function answered<Value>(
  list: Promise<Value>,
  onFailure: (error: unknown) => void,
): Promise<Value | undefined> {
  try {
    return await list
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'SERVICE_UNAVAILABLE') return undefined
    onFailure(error)
    throw error
  }
}
