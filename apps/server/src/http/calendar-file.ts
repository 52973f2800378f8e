import { type BookingAccess, DomainError } from '@rendez/contract'
import type { Handler } from 'hono'
import { z } from 'zod'
import type { Services } from '../modules.ts'
import type { HttpEnv } from './http-env.ts'
import { readToken } from './request-context.ts'

/** A booking as a file that calendars open: for the holder of its manage token, and for its host. */
export function calendarFileHandler(services: Services): Handler<HttpEnv> {
  return async (c) => {
    const access = await findAccess(services, c.req.raw.headers)
    const id = z.uuid().safeParse(c.req.param('id'))
    if (!id.success) throw new DomainError('NOT_FOUND')
    const { fileName, content } = await services.bookings.createInvitationFile(access, id.data)
    return c.body(content, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '-')}"`,
      'Cache-Control': 'no-store',
    })
  }
}

async function findAccess(services: Services, headers: Headers): Promise<BookingAccess> {
  const manageToken = readToken(headers, 'X-Manage-Token')
  if (manageToken !== null) return { by: 'invitee', manageToken }
  const hostId = await services.accounts.findHostId(headers)
  if (hostId === null) throw new DomainError('UNAUTHENTICATED')
  return { by: 'host', hostId }
}
