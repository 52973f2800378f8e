import { DomainError, type MeetingTypePage, slugSchema, usernameSchema } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { findMeetingTypePage, type MeetingTypePageRow } from './meeting-types.repository.ts'
import { presentPublicHost, presentPublicMeetingType } from './present-meeting-type.ts'

/**
 * @throws NOT_FOUND, the same for an unknown username, an unknown slug and a deleted meeting type;
 *   MEETING_TYPE_INACTIVE, so that the page can say that it takes no bookings
 */
export async function getMeetingTypePage(
  database: Database,
  username: string,
  slug: string,
): Promise<MeetingTypePage> {
  const row = await findByLink(database, username, slug)
  if (row === undefined) throw new DomainError('NOT_FOUND')
  if (!row.meetingType.active) throw new DomainError('MEETING_TYPE_INACTIVE')
  return {
    ...presentPublicMeetingType(row.meetingType),
    host: presentPublicHost(row.host),
    scheduleTimeZone: row.scheduleTimeZone,
  }
}

async function findByLink(
  database: Database,
  username: string,
  slug: string,
): Promise<MeetingTypePageRow | undefined> {
  const name = usernameSchema.safeParse(username)
  const link = slugSchema.safeParse(slug)
  if (!(name.success && link.success)) return undefined
  return await findMeetingTypePage(database, name.data, link.data)
}
