import type {
  HoldsService,
  HostsService,
  MeetingTypesService,
  SchedulesService,
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
import { createOutboxRelay, type OutboxRelay } from './outbox/relay-outbox.ts'

/** Who handles events; each has a queue of its own in a broker. */
export const consumers = [notificationsConsumer, availabilityConsumer]

/** What http may use: the doors of the modules. */
export type Services = {
  accounts: AccountsModule
  hosts: HostsService
  schedules: SchedulesService
  meetingTypes: MeetingTypesService
  availability: AvailabilityModule['availability']
  bookings: BookingsModule
  holds: HoldsService
}

export type Modules = {
  services: Services
  relay: OutboxRelay
  lifecycle: LifecycleModule
  availability: Pick<AvailabilityModule, 'close'>
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
  const relay = createOutboxRelay(infrastructure)
  const bookings = createBookingsModule({ ...shared, availability, nudgeRelay: relay.nudge })
  const services = {
    accounts: createAccountsModule({ ...infrastructure, nudgeRelay: relay.nudge }),
    hosts: createHostsModule(shared),
    schedules: availability.schedules,
    meetingTypes: createMeetingTypesModule(shared),
    availability: availability.availability,
    bookings,
    holds: bookings.holds,
  }
  return { services, relay, availability, lifecycle: createLifecycleModule(infrastructure) }
}
