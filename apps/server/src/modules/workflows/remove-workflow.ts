import { DomainError, type HostId } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { lockHost } from '../hosts/hosts.module.ts'
import { rescheduleMessagesOf } from './scheduled-messages.repository.ts'
import { deleteWorkflow, findWorkflow } from './workflows.repository.ts'

/**
 * Takes a message away, and what of it waits.
 * @throws NOT_FOUND
 */
export async function removeWorkflow(
  database: Database,
  hostId: HostId,
  id: string,
): Promise<void> {
  await database.drizzle.transaction(async (tx) => {
    // Whoever changes it holds its meeting type already, and waits for it next.
    await lockHost(tx, hostId)
    const workflow = await findWorkflow({ drizzle: tx }, hostId, id)
    if (workflow === undefined) throw new DomainError('NOT_FOUND')
    await deleteWorkflow(tx, hostId, id)
    await rescheduleMessagesOf(tx, workflow.meetingTypeId)
  })
}
