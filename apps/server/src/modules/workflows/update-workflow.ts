import { DomainError, type HostId, type UpdateWorkflowInput, type Workflow } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { lockHost } from '../hosts/hosts.module.ts'
import { getWorkflow } from './get-workflow.ts'
import { refuseMeetingType } from './refuse-meeting-type.ts'
import { refuseTooManyActive } from './refuse-too-many-active.ts'
import { rescheduleMessagesOf } from './scheduled-messages.repository.ts'
import { changeWorkflow, findWorkflow } from './workflows.repository.ts'

/**
 * Changes a message, for meetings that are booked already too.
 * @throws NOT_FOUND, or VALIDATION_ERROR when the meeting type is not the host's, or has 10 other
 *   active workflows
 */
export async function updateWorkflow(
  database: Database,
  hostId: HostId,
  { id, ...changes }: UpdateWorkflowInput,
): Promise<Workflow> {
  await database.drizzle.transaction(async (tx) => {
    // Two workflows that swap their meeting types would lock them crosswise.
    await lockHost(tx, hostId)
    const before = await findWorkflow({ drizzle: tx }, hostId, id)
    if (before === undefined) throw new DomainError('NOT_FOUND')
    await refuseMeetingType(tx, hostId, changes.meetingTypeId)
    await refuseTooManyActive(tx, { ...changes, id })
    await changeWorkflow(tx, hostId, id, changes)
    for (const meetingTypeId of new Set([before.meetingTypeId, changes.meetingTypeId])) {
      await rescheduleMessagesOf(tx, meetingTypeId)
    }
  })
  return getWorkflow(database, hostId, id)
}
