import type { WorkflowsService } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import type { MessageBus } from '../../ports/message-bus.ts'
import { createWorkflow } from './create-workflow.ts'
import { getWorkflow } from './get-workflow.ts'
import { onBookingEvent } from './on-booking-event.ts'
import { presentWorkflow } from './present-workflow.ts'
import { createMessageRelease, type MessageRelease } from './release-messages.ts'
import { removeWorkflow } from './remove-workflow.ts'
import { updateWorkflow } from './update-workflow.ts'
import { listWorkflows } from './workflows.repository.ts'

export type { MessageRelease } from './release-messages.ts'
export { repairScheduledMessages, rescheduleMessagesOf } from './scheduled-messages.repository.ts'

export type WorkflowsModule = {
  service: WorkflowsService
  register(bus: MessageBus): void
  /** What becomes of messages whose time has come. */
  createRelease(nudgeRelay: () => void): MessageRelease
}

/** The name of this module's queue: never another one. */
export const workflowsConsumer = 'workflows'

/** Messages at their time: reminders, and what hosts made up themselves. */
export function createWorkflowsModule(deps: { database: Database; log: Log }): WorkflowsModule {
  const { database } = deps
  return {
    service: {
      list: async (hostId) => (await listWorkflows(database, hostId)).map(presentWorkflow),
      get: (hostId, id) => getWorkflow(database, hostId, id),
      create: (hostId, input) => createWorkflow(database, hostId, input),
      update: (hostId, input) => updateWorkflow(database, hostId, input),
      remove: (hostId, id) => removeWorkflow(database, hostId, id),
    },
    register: (bus) => bus.subscribe(workflowsConsumer, (event) => onBookingEvent(database, event)),
    createRelease: (nudgeRelay) => createMessageRelease({ ...deps, nudgeRelay }),
  }
}
