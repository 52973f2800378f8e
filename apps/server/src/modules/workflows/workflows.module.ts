import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import type { MessageBus } from '../../ports/message-bus.ts'
import { onBookingEvent } from './on-booking-event.ts'
import { createMessageRelease, type MessageRelease } from './release-messages.ts'

export type { MessageRelease } from './release-messages.ts'
export { repairScheduledMessages, rescheduleMessagesOf } from './scheduled-messages.repository.ts'

export type WorkflowsModule = {
  register(bus: MessageBus): void
  /** What becomes of messages whose time has come. */
  createRelease(nudgeRelay: () => void): MessageRelease
}

/** The name of this module's queue: never another one. */
export const workflowsConsumer = 'workflows'

/** Messages at their time: reminders, and what hosts made up themselves. */
export function createWorkflowsModule(deps: { database: Database; log: Log }): WorkflowsModule {
  return {
    register: (bus) =>
      bus.subscribe(workflowsConsumer, (event) => onBookingEvent(deps.database, event)),
    createRelease: (nudgeRelay) => createMessageRelease({ ...deps, nudgeRelay }),
  }
}
