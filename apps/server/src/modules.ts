import type {
  HoldsService,
  HostsService,
  MeetingTypesService,
  SchedulesService,
  WorkflowsService,
} from '@rendez/contract'
import { takeTokenAnyway } from './adapters/key-value-store/take-token-anyway.ts'
import type { Infrastructure } from './infrastructure.ts'
import { type AccountsModule, createAccountsModule } from './modules/accounts/accounts.module.ts'
import {
  type AvailabilityModule,
  availabilityConsumer,
  createAvailabilityModule,
} from './modules/availability/availability.module.ts'
import {
  type BookingDone,
  type BookingsModule,
  createBookingsModule,
} from './modules/bookings/bookings.module.ts'
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
import { createDistantRelay, hearDistantRelays } from './outbox/distant-relay.ts'
import { createOutboxRelay, type OutboxRelay } from './outbox/relay-outbox.ts'
import type { MessageBus } from './ports/message-bus.ts'
import type { Role } from './roles.ts'

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
  holds: HoldsService
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

/** Builds every module; in an instance that works, events are carried from now on. */
export function createModules(infrastructure: Infrastructure, role: Role = 'all'): Modules {
  const { metrics } = infrastructure
  const availability = createAvailabilityModule({
    ...infrastructure,
    onLookup: metrics.availabilityLookedUp,
    onCalculated: metrics.slotsCalculated,
  })
  const { hostChanged, readForHost } = availability
  const shared = { ...infrastructure, hostChanged, readForHost }
  const workflows = createWorkflowsModule(infrastructure)
  const relay =
    role === 'api'
      ? createDistantRelay(infrastructure.store)
      : startRelay(infrastructure, [availability, workflows])
  const bookings = createBookingsModule({
    ...shared,
    availability,
    nudgeRelay: relay.nudge,
    onDone: (done) => tellOfBooking(infrastructure, done),
  })
  const services = {
    accounts: createAccountsModule({
      ...infrastructure,
      takeToken: takeTokenAnyway(infrastructure),
      nudgeRelay: relay.nudge,
    }),
    hosts: createHostsModule(shared),
    schedules: availability.schedules,
    meetingTypes: createMeetingTypesModule(shared),
    availability: availability.availability,
    bookings,
    holds: bookings.holds,
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

function tellOfBooking({ metrics, log }: Infrastructure, done: BookingDone): void {
  const { operation, outcome, takenMeanwhile, seconds, bookingId } = done
  metrics.bookingDone(operation, outcome, seconds)
  if (takenMeanwhile) metrics.doubleBookingPrevented(operation)
  log.info({ operation, outcome, bookingId }, 'a booking operation')
}

/** Stop it before the database is closed. */
function startRelay(
  infrastructure: Infrastructure,
  others: { register(bus: MessageBus): void }[],
): OutboxRelay {
  // Before the relay: an event that finds no consumer is done.
  const { bus } = infrastructure
  for (const each of [createNotificationsModule(infrastructure), ...others]) each.register(bus)
  const relay = createOutboxRelay(infrastructure)
  hearDistantRelays(infrastructure.store, relay)
  return relay
}
