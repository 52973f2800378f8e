import { randomUUID } from 'node:crypto'
import { DomainError } from '@rendez/contract'
import type { Handler } from 'hono'
import type { Services } from '../../modules.ts'
import { exposedHeaders } from '../guest-cors.ts'
import type { HttpEnv } from '../http-env.ts'
import type { RequestLimits } from '../rate-limits/request-limits.ts'
import { fixedHeaders } from '../security-headers.ts'
import { createSlotsQueryParser } from './parse-slots-query.ts'

/**
 * The most frequent read of all, in front of everything else: the same schema and service as
 * `availability.slots`, without a procedure or middleware around it, and with an ETag. What it does not
 * answer takes the usual way and is refused there.
 */
export function listSlotsHandler(
  availability: Services['availability'],
  options: { https: boolean; limits: RequestLimits },
): Handler<HttpEnv> {
  const fixed = {
    ...fixedHeaders('api', options),
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': exposedHeaders.join(','),
    // Any booking changes the answer: it may be kept, and must be asked about.
    'Cache-Control': 'no-cache',
  }
  const parseQuery = createSlotsQueryParser()
  return async (c, next) => {
    const requestId = randomUUID()
    c.set('requestId', requestId)
    const counted = await options.limits.countRead(c)
    if (counted === null) return next()
    const input = parseQuery(c.req.url)
    const slots = input && (await answered(availability.writeSlots(input)))
    if (!slots) return next()
    const { body } = slots
    const etag = `"${slots.tag}"`
    const headers = { ...fixed, ...counted, ETag: etag, 'X-Request-Id': requestId }
    // A proxy that compresses marks the tag as weak: W/"…".
    if (c.req.header('If-None-Match')?.includes(etag) === true) return c.body(null, 304, headers)
    return c.body(body, 200, { ...headers, 'Content-Type': 'application/json' })
  }
}

/** undefined: refused. */
async function answered<Value>(list: Promise<Value>): Promise<Value | undefined> {
  try {
    return await list
  } catch (error) {
    if (error instanceof DomainError) return undefined
    throw error
  }
}
