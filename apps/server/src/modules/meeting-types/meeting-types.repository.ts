import type { HostId } from '@rendez/contract'
import { and, asc, desc, eq, isNull, or, type SQL } from 'drizzle-orm'
import type { Database, Transaction } from '../../db/client.ts'
import { hosts, meetingTypes, schedules } from '../../db/schema.ts'

export type MeetingTypeRow = typeof meetingTypes.$inferSelect
export type NewMeetingType = typeof meetingTypes.$inferInsert
/** Absent and undefined columns stay as they are. */
export type MeetingTypeChanges = {
  [Column in keyof Omit<MeetingTypeRow, 'id' | 'hostId' | 'createdAt'>]?:
    | MeetingTypeRow[Column]
    | undefined
}
export type PublicHostRow = Pick<
  typeof hosts.$inferSelect,
  'id' | 'username' | 'displayName' | 'bio' | 'timeZone'
>

const publicHost = {
  id: hosts.id,
  username: hosts.username,
  displayName: hosts.displayName,
  bio: hosts.bio,
  timeZone: hosts.timeZone,
}

const isLiving = isNull(meetingTypes.deletedAt)
const isOwn = (hostId: string) => and(eq(meetingTypes.hostId, hostId), isLiving)

/** Active ones first, each group in the order of creation. */
export async function listMeetingTypes(
  { drizzle }: Pick<Database, 'drizzle'>,
  hostId: HostId,
): Promise<MeetingTypeRow[]> {
  return await selectInOrder(drizzle, isOwn(hostId))
}

export async function findMeetingType(
  { drizzle }: Pick<Database, 'drizzle'>,
  hostId: HostId,
  id: string,
): Promise<MeetingTypeRow | undefined> {
  const [row] = await selectInOrder(drizzle, and(isOwn(hostId), eq(meetingTypes.id, id)))
  return row
}

function selectInOrder(executor: Database['drizzle'], where: SQL | undefined) {
  return executor
    .select()
    .from(meetingTypes)
    .where(where)
    .orderBy(desc(meetingTypes.active), asc(meetingTypes.createdAt), asc(meetingTypes.id))
}

export async function countMeetingTypes(tx: Transaction, hostId: HostId): Promise<number> {
  return await tx.$count(meetingTypes, isOwn(hostId))
}

export async function insertMeetingType(tx: Transaction, row: NewMeetingType): Promise<void> {
  await tx.insert(meetingTypes).values(row)
}

/** False when the host has no such meeting type. */
export async function updateMeetingType(
  executor: Database['drizzle'] | Transaction,
  hostId: HostId,
  id: string,
  changes: MeetingTypeChanges,
): Promise<boolean> {
  // Naming the id keeps an update without changes a valid statement that tells whether it exists.
  const updated = await executor
    .update(meetingTypes)
    .set({ ...changes, id })
    .where(and(isOwn(hostId), eq(meetingTypes.id, id)))
    .returning({ id: meetingTypes.id })
  return updated.length > 0
}

export async function findPublicHost(
  { drizzle }: Pick<Database, 'drizzle'>,
  username: string,
): Promise<PublicHostRow | undefined> {
  const [row] = await drizzle.select(publicHost).from(hosts).where(eq(hosts.username, username))
  return row
}

/** What a host's page lists: active and not secret. */
export async function listPublicMeetingTypes(
  { drizzle }: Pick<Database, 'drizzle'>,
  hostId: string,
): Promise<MeetingTypeRow[]> {
  const isPublic = and(eq(meetingTypes.active, true), eq(meetingTypes.secret, false))
  return await selectInOrder(drizzle, and(isOwn(hostId), isPublic))
}

export type MeetingTypePageRow = {
  host: PublicHostRow
  meetingType: MeetingTypeRow
  scheduleTimeZone: string
}

/** A meeting type by its link, with the zone of the schedule that it uses; inactive ones too. */
export async function findMeetingTypePage(
  { drizzle }: Pick<Database, 'drizzle'>,
  username: string,
  slug: string,
): Promise<MeetingTypePageRow | undefined> {
  const isUsed = or(
    eq(schedules.id, meetingTypes.scheduleId),
    and(isNull(meetingTypes.scheduleId), eq(schedules.isDefault, true)),
  )
  const [row] = await drizzle
    .select({ host: publicHost, meetingType: meetingTypes, scheduleTimeZone: schedules.timeZone })
    .from(meetingTypes)
    .innerJoin(hosts, eq(hosts.id, meetingTypes.hostId))
    .innerJoin(schedules, and(eq(schedules.hostId, meetingTypes.hostId), isUsed))
    .where(and(eq(hosts.username, username), eq(meetingTypes.slug, slug), isLiving))
  return row
}
