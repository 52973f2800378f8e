import { randomUUID } from 'node:crypto'
import { type CreateWorkflowInput, DomainError, type HostId, type Workflow } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { lockHost } from '../hosts/hosts.module.ts'
import { getWorkflow } from './get-workflow.ts'
import { refuseMeetingType } from './refuse-meeting-type.ts'
import { refuseTooManyActive } from './refuse-too-many-active.ts'
import { rescheduleMessagesOf } from './scheduled-messages.repository.ts'
import { countWorkflows, insertWorkflow } from './workflows.repository.ts'

const MOST_WORKFLOWS = 100

/**
 * A new message, also for meetings that are booked already, as far as its time is still to come.
 * @throws VALIDATION_ERROR when the meeting type is not the host's, or has 10 active workflows, or the
 *   host has 100
 */
export async function createWorkflow(
  database: Database,
  hostId: HostId,
  input: CreateWorkflowInput,
): Promise<Workflow> {
  const id = randomUUID()
  await database.drizzle.transaction(async (tx) => {
    await lockHost(tx, hostId)
    if ((await countWorkflows(tx, hostId)) >= MOST_WORKFLOWS) throw tooManyWorkflows()
    await refuseMeetingType(tx, hostId, input.meetingTypeId)
    await refuseTooManyActive(tx, { ...input, id })
    await insertWorkflow(tx, { ...input, id, hostId })
    await rescheduleMessagesOf(tx, input.meetingTypeId)
  })
  return getWorkflow(database, hostId, id)
}

function tooManyWorkflows(): DomainError {
  const message = `You can have at most ${MOST_WORKFLOWS} workflows.`
  return new DomainError('VALIDATION_ERROR', { fields: [{ path: '', message }] }, message)
}
