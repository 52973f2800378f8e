import type { BookingAccess, BookingsService, HoldsService } from '@rendez/contract'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import { createBookingGuards } from './booking-guards.ts'
import { cancelBooking } from './cancel-booking.ts'
import { createBooking } from './create-booking.ts'
import { createHold } from './create-hold.ts'
import { createInvitationFile, type InvitationFile } from './create-invitation-file.ts'
import { listBookings } from './list-bookings.ts'
import { type BookingsDeps, loadBooking } from './load-booking.ts'
import { presentBooking } from './present-booking.ts'
import { releaseHold } from './release-hold.ts'
import { rescheduleBooking } from './reschedule-booking.ts'

export { deriveManageToken } from './manage-token.ts'

export type BookingsModule = BookingsService & {
  /** The booking as a calendar file to download. */
  createInvitationFile(access: BookingAccess, id: string): Promise<InvitationFile>
  holds: HoldsService
}

type ModuleDeps = Omit<BookingsDeps, 'guards'> & { store: KeyValueStore }

export function createBookingsModule(moduleDeps: ModuleDeps): BookingsModule {
  const { store, ...others } = moduleDeps
  const deps: BookingsDeps = { ...others, guards: createBookingGuards(store) }
  return {
    create: (...request) => createBooking(deps, ...request),
    get: async (access, id) =>
      presentBooking(await loadBooking(deps, access, id), deps.clock.now()),
    reschedule: (...request) => rescheduleBooking(deps, ...request),
    cancel: (access, input, sentKey, markReplayed) =>
      cancelBooking(deps, access, input, { sentKey: sentKey ?? null, markReplayed }),
    list: (hostId, input) => listBookings(deps, hostId, input),
    createInvitationFile: (access, id) => createInvitationFile(deps, access, id),
    holds: {
      create: (...request) => createHold(deps, ...request),
      release: (...request) => releaseHold(deps, ...request),
    },
  }
}
