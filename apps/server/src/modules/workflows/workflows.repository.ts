import type { HostId } from '@rendez/contract'
import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import type { Database, Transaction } from '../../db/client.ts'
import { meetingTypes } from '../meeting-types/meeting-types.table.ts'
import { workflows } from './workflows.table.ts'

export type WorkflowRow = typeof workflows.$inferSelect
export type NewWorkflow = Omit<typeof workflows.$inferInsert, 'createdAt'>
export type WorkflowChanges = Omit<NewWorkflow, 'id' | 'hostId'>

const isOwn = (hostId: HostId, id: string) =>
  and(eq(workflows.hostId, hostId), eq(workflows.id, id))

/** Of meeting types that there still are, in the order of their creation. */
export async function listWorkflows(
  { drizzle }: Pick<Database, 'drizzle'>,
  hostId: HostId,
): Promise<WorkflowRow[]> {
  const rows = await selectLiving(drizzle)
    .where(and(eq(workflows.hostId, hostId), isNull(meetingTypes.deletedAt)))
    .orderBy(asc(workflows.createdAt), asc(workflows.id))
  return rows.map(({ workflow }) => workflow)
}

export async function findWorkflow(
  { drizzle }: { drizzle: Database['drizzle'] | Transaction },
  hostId: HostId,
  id: string,
): Promise<WorkflowRow | undefined> {
  const [row] = await selectLiving(drizzle).where(
    and(isOwn(hostId, id), isNull(meetingTypes.deletedAt)),
  )
  return row?.workflow
}

function selectLiving(executor: Database['drizzle'] | Transaction) {
  return executor
    .select({ workflow: workflows })
    .from(workflows)
    .innerJoin(meetingTypes, eq(meetingTypes.id, workflows.meetingTypeId))
}

export async function countWorkflows(tx: Transaction, hostId: HostId): Promise<number> {
  return await tx.$count(workflows, eq(workflows.hostId, hostId))
}

/** Those that send something, apart from one. */
export async function countActiveWorkflows(
  tx: Transaction,
  meetingTypeId: string,
  exceptId: string,
): Promise<number> {
  const isOther = and(eq(workflows.meetingTypeId, meetingTypeId), ne(workflows.id, exceptId))
  return await tx.$count(workflows, and(isOther, eq(workflows.active, true)))
}

/** Whether the host has this meeting type, which nobody deletes until the transaction ends. */
export async function lockMeetingType(
  tx: Transaction,
  hostId: HostId,
  meetingTypeId: string,
): Promise<boolean> {
  const rows = await tx
    .select({ id: meetingTypes.id })
    .from(meetingTypes)
    .where(
      and(
        eq(meetingTypes.id, meetingTypeId),
        eq(meetingTypes.hostId, hostId),
        isNull(meetingTypes.deletedAt),
      ),
    )
    .for('no key update')
  return rows.length > 0
}

export async function insertWorkflow(tx: Transaction, row: NewWorkflow): Promise<void> {
  await tx.insert(workflows).values(row)
}

export async function changeWorkflow(
  tx: Transaction,
  hostId: HostId,
  id: string,
  changes: WorkflowChanges,
): Promise<void> {
  await tx.update(workflows).set(changes).where(isOwn(hostId, id))
}

export async function deleteWorkflow(tx: Transaction, hostId: HostId, id: string): Promise<void> {
  await tx.delete(workflows).where(isOwn(hostId, id))
}
