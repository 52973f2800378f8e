import type {
  HostsService,
  MeetingTypesService,
  SchedulesService,
  WorkflowsService,
} from '@rendez/contract'
import type { Infrastructure } from './infrastructure.ts'
import { type AccountsModule, createAccountsModule } from './modules/accounts/accounts.module.ts'
import {
  type AvailabilityModule,
  availabilityConsumer,
  createAvailabilityModule,
} from './modules/availability/availability.module.ts'
import { type BookingsModule, createBookingsModule } from './modules/bookings/bookings.module.ts'
import { createHostsModule } from './modules/hosts/hosts.module.ts'
import {
  createLifecycleModule,
  type LifecycleModule,
} from './modules/lifecycle/lifecycle.module.ts'
import { createMeetingTypesModule } from './modules/meeting-types/meeting-types.module.ts'
import {
  createNotificationsModule,
  notificationsConsumer,
} from './modules/notifications/notifications.module.ts'
import {
  createWorkflowsModule,
  type MessageRelease,
  workflowsConsumer,
} from './modules/workflows/workflows.module.ts'
import { createOutboxRelay, type OutboxRelay } from './outbox/relay-outbox.ts'

/** Who handles events; each has a queue of its own in a broker. */
export const consumers = [notificationsConsumer, availabilityConsumer, workflowsConsumer]

/** What http may use: the doors of the modules. */
export type Services = {
  accounts: AccountsModule
  hosts: HostsService
  schedules: SchedulesService
  meetingTypes: MeetingTypesService
  availability: AvailabilityModule['availability']
  bookings: BookingsModule
  workflows: WorkflowsService
}

export type Modules = {
  services: Services
  relay: OutboxRelay
  lifecycle: LifecycleModule
  availability: Pick<AvailabilityModule, 'close'>
  /** Start it for messages at their time. */
  messageRelease: MessageRelease
}

/** Builds every module and starts to carry events; stop the relay before the database is closed. */
export function createModules(infrastructure: Infrastructure): Modules {
  const { bus } = infrastructure
  const availability = createAvailabilityModule(infrastructure)
  const { hostChanged, readForHost } = availability
  const shared = { ...infrastructure, hostChanged, readForHost }
  // Before the relay: an event that finds no consumer is done.
  createNotificationsModule(infrastructure).register(bus)
  availability.register(bus)
  const workflows = createWorkflowsModule(infrastructure)
  workflows.register(bus)
  const relay = createOutboxRelay(infrastructure)
  const services = {
    accounts: createAccountsModule({ ...infrastructure, nudgeRelay: relay.nudge }),
    hosts: createHostsModule(shared),
    schedules: availability.schedules,
    meetingTypes: createMeetingTypesModule(shared),
    availability: availability.availability,
    bookings: createBookingsModule({ ...shared, availability, nudgeRelay: relay.nudge }),
    workflows: workflows.service,
  }
  return {
    services,
    relay,
    availability,
    lifecycle: createLifecycleModule(infrastructure),
    messageRelease: workflows.createRelease(relay.nudge),
  }
}
