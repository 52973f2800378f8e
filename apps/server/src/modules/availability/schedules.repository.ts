import type { HostId } from '@rendez/contract'
import { and, asc, count, desc, eq, isNull, or, type SQL } from 'drizzle-orm'
import type { Database, Transaction } from '../../db/client.ts'
import { meetingTypes, schedules } from '../../db/schema.ts'

export type ScheduleRow = typeof schedules.$inferSelect
export type NewSchedule = Omit<typeof schedules.$inferInsert, 'createdAt'>
/** Absent and undefined columns stay as they are. */
export type ScheduleChanges = {
  [Column in 'name' | 'timeZone' | 'weeklyHours' | 'dateOverrides']?:
    | ScheduleRow[Column]
    | undefined
}

export type CountedScheduleRow = {
  schedule: ScheduleRow
  meetingTypeCount: number
}

const isOwn = (hostId: HostId, id: string) =>
  and(eq(schedules.hostId, hostId), eq(schedules.id, id))

/** The default first, then in the order of their creation. */
export async function listSchedules(
  { drizzle }: Pick<Database, 'drizzle'>,
  hostId: HostId,
): Promise<CountedScheduleRow[]> {
  return await selectCounted(drizzle, eq(schedules.hostId, hostId))
}

export async function findSchedule(
  { drizzle }: Pick<Database, 'drizzle'>,
  hostId: HostId,
  id: string,
): Promise<CountedScheduleRow | undefined> {
  const [row] = await selectCounted(drizzle, isOwn(hostId, id))
  return row
}

function selectCounted(executor: Database['drizzle'], where: SQL | undefined) {
  const uses = or(
    eq(meetingTypes.scheduleId, schedules.id),
    and(isNull(meetingTypes.scheduleId), eq(schedules.isDefault, true)),
  )
  return executor
    .select({ schedule: schedules, meetingTypeCount: count(meetingTypes.id) })
    .from(schedules)
    .leftJoin(
      meetingTypes,
      and(eq(meetingTypes.hostId, schedules.hostId), isNull(meetingTypes.deletedAt), uses),
    )
    .where(where)
    .groupBy(schedules.id)
    .orderBy(desc(schedules.isDefault), asc(schedules.createdAt), asc(schedules.id))
}

export async function countSchedules(tx: Transaction, hostId: HostId): Promise<number> {
  return await tx.$count(schedules, eq(schedules.hostId, hostId))
}

export async function insertSchedule(tx: Transaction, schedule: NewSchedule): Promise<void> {
  await tx.insert(schedules).values(schedule)
}

/** False when the host has no such schedule. */
export async function updateSchedule(
  tx: Transaction,
  hostId: HostId,
  id: string,
  changes: ScheduleChanges,
): Promise<boolean> {
  // Naming the id keeps an update without changes a valid statement that tells whether it exists.
  const updated = await tx
    .update(schedules)
    .set({ ...changes, id })
    .where(isOwn(hostId, id))
    .returning({ id: schedules.id })
  return updated.length > 0
}

export async function makeScheduleDefault(
  tx: Transaction,
  hostId: HostId,
  id: string,
): Promise<void> {
  const isDefault = and(eq(schedules.hostId, hostId), eq(schedules.isDefault, true))
  await tx.update(schedules).set({ isDefault: false }).where(isDefault)
  await tx.update(schedules).set({ isDefault: true }).where(isOwn(hostId, id))
}

/**
 * False when the host has no such schedule that is not their default. A meeting type that uses it
 * makes the constraint `meeting_types_schedule` refuse.
 */
export async function deleteSchedule(
  { drizzle }: Pick<Database, 'drizzle'>,
  hostId: HostId,
  id: string,
): Promise<boolean> {
  const deleted = await drizzle
    .delete(schedules)
    .where(and(isOwn(hostId, id), eq(schedules.isDefault, false)))
    .returning({ id: schedules.id })
  return deleted.length > 0
}
