import type {
  CheckSlotInput,
  ListSlotsInput,
  NextSlotInput,
  NextSlotResult,
  SlotCheck,
  SlotList,
} from './availability.schemas.ts'
import type {
  Booking,
  BookingList,
  CancelBookingInput,
  CreateBookingInput,
  CreatedBooking,
  ListBookingsInput,
  RescheduleBookingInput,
} from './bookings.schemas.ts'
import type { CreatedHold, CreateHoldInput } from './holds.schemas.ts'
import type { Profile, UpdateProfileInput } from './hosts.schemas.ts'
import type {
  CreateMeetingTypeInput,
  HostPage,
  MeetingType,
  MeetingTypePage,
  UpdateMeetingTypeInput,
} from './meeting-types.schemas.ts'
import type { CreateScheduleInput, Schedule, UpdateScheduleInput } from './schedules.schemas.ts'
import type { CreateWorkflowInput, UpdateWorkflowInput, Workflow } from './workflows.schemas.ts'

declare const hostIdBrand: unique symbol

/** A host who proved who they are. Only the session gate mints it; repositories ask for it. */
export type HostId = string & { readonly [hostIdBrand]: true }

/** Who asks for one booking: the invitee by the token of their link, or the host by session. */
export type BookingAccess = { by: 'invitee'; manageToken: string } | { by: 'host'; hostId: HostId }

export type HostsService = {
  getProfile(hostId: HostId): Promise<Profile>
  updateProfile(hostId: HostId, input: UpdateProfileInput): Promise<Profile>
  isUsernameFree(hostId: HostId, username: string): Promise<boolean>
}

export type SchedulesService = {
  list(hostId: HostId): Promise<Schedule[]>
  create(hostId: HostId, input: CreateScheduleInput): Promise<Schedule>
  update(hostId: HostId, input: UpdateScheduleInput): Promise<Schedule>
  remove(hostId: HostId, id: string): Promise<void>
}

export type MeetingTypesService = {
  list(hostId: HostId): Promise<MeetingType[]>
  get(hostId: HostId, id: string): Promise<MeetingType>
  create(hostId: HostId, input: CreateMeetingTypeInput): Promise<MeetingType>
  update(hostId: HostId, input: UpdateMeetingTypeInput): Promise<MeetingType>
  remove(hostId: HostId, id: string): Promise<void>
  /** The host's page: active meeting types that are not secret. */
  getHostPage(username: string): Promise<HostPage>
  /** One active meeting type, secret or not. */
  getMeetingTypePage(username: string, slug: string): Promise<MeetingTypePage>
}

export type AvailabilityService = {
  listSlots(input: ListSlotsInput): Promise<SlotList>
  checkSlot(input: CheckSlotInput): Promise<SlotCheck>
  findNextSlot(input: NextSlotInput): Promise<NextSlotResult>
}

/** Called when an answer is the one of an earlier request under the same key. */
export type MarkReplayed = () => void

export type BookingsService = {
  create(
    input: CreateBookingInput,
    idempotencyKey: string | null,
    markReplayed?: MarkReplayed,
  ): Promise<CreatedBooking>
  get(access: BookingAccess, id: string): Promise<Booking>
  reschedule(
    access: BookingAccess,
    input: RescheduleBookingInput,
    idempotencyKey: string | null,
    markReplayed?: MarkReplayed,
  ): Promise<Booking>
  cancel(
    access: BookingAccess,
    input: CancelBookingInput,
    idempotencyKey?: string | null,
    markReplayed?: MarkReplayed,
  ): Promise<Booking>
  list(hostId: HostId, input: ListBookingsInput): Promise<BookingList>
}

export type WorkflowsService = {
  list(hostId: HostId): Promise<Workflow[]>
  get(hostId: HostId, id: string): Promise<Workflow>
  create(hostId: HostId, input: CreateWorkflowInput): Promise<Workflow>
  update(hostId: HostId, input: UpdateWorkflowInput): Promise<Workflow>
  remove(hostId: HostId, id: string): Promise<void>
}

export type HoldCaller = {
  /** Names the network that the guest comes from: its live holds are counted together. */
  clientNetwork: string
  idempotencyKey: string | null
  markReplayed?: MarkReplayed
}

export type HoldsService = {
  create(input: CreateHoldInput, caller: HoldCaller): Promise<CreatedHold>
  /** Lets a time go; does nothing when the hold is over or the token is of another one. */
  release(id: string, holdToken: string): Promise<void>
}

/** What a procedure may use. Plain data and services: no HTTP, no database, no store. */
export type Context = {
  requestId: string
  /** Looks the session up when a procedure asks; what anybody may call never does. */
  findHostId(): Promise<HostId | null>
  manageToken: string | null
  holdToken: string | null
  idempotencyKey: string | null
  markReplayed: MarkReplayed
  clientNetwork: string
  hosts: HostsService
  schedules: SchedulesService
  meetingTypes: MeetingTypesService
  availability: AvailabilityService
  bookings: BookingsService
  holds: HoldsService
  workflows: WorkflowsService
}
