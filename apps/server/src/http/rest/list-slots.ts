import { createHash } from 'node:crypto'
import {
  type AvailabilityService,
  DomainError,
  fieldProblems,
  listSlotsSchema,
} from '@rendez/contract'
import type { Handler } from 'hono'
import type { HttpEnv } from '../http-env.ts'
import { nameAsInAddress } from './name-as-in-address.ts'
import { readQuery } from './read-request.ts'

/**
 * The guest's most frequent read, without the procedure around it: the same schema, service and errors
 * as `availability.slots`, answered with an ETag.
 */
export function listSlotsHandler(availability: AvailabilityService): Handler<HttpEnv> {
  return async (c) => {
    const input = listSlotsSchema.safeParse(readQuery(c.req.url))
    if (!input.success) {
      const fields = fieldProblems(input.error)
      throw nameAsInAddress(new DomainError('VALIDATION_ERROR', { fields }))
    }
    const body = JSON.stringify(await availability.listSlots(input.data))
    const etag = `"${createHash('sha1').update(body).digest('base64url')}"`
    // Any booking changes the answer: it may be kept, and must be asked about.
    const headers = { ETag: etag, 'Cache-Control': 'no-cache' }
    // A proxy that compresses marks the tag as weak: W/"…".
    if (c.req.header('If-None-Match')?.includes(etag) === true) return c.body(null, 304, headers)
    return c.body(body, 200, { ...headers, 'Content-Type': 'application/json' })
  }
}
