import type { BookingAccess, BookingsService, HoldsService } from '@rendez/contract'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import { createBookingGuards } from './booking-guards.ts'
import { cancelBooking } from './cancel-booking.ts'
import { createBooking } from './create-booking.ts'
import { createHold } from './create-hold.ts'
import { createInvitationFile, type InvitationFile } from './create-invitation-file.ts'
import { listBookings } from './list-bookings.ts'
import { type BookingsDeps, loadBooking } from './load-booking.ts'
import { type BookingDone, observeBooking } from './observe-booking.ts'
import { presentBooking } from './present-booking.ts'
import { releaseHold } from './release-hold.ts'
import { rescheduleBooking } from './reschedule-booking.ts'

export { deriveManageToken } from './manage-token.ts'
export type { BookingDone } from './observe-booking.ts'

export type BookingsModule = BookingsService & {
  /** The booking as a calendar file to download. */
  createInvitationFile(access: BookingAccess, id: string): Promise<InvitationFile>
  holds: HoldsService
}

type ModuleDeps = Omit<BookingsDeps, 'guards' | 'noteWrite'> & {
  store: KeyValueStore
  /** Told of every operation. */
  onDone?: (done: BookingDone) => void
}

export function createBookingsModule(moduleDeps: ModuleDeps): BookingsModule {
  const { store, onDone = () => {}, ...others } = moduleDeps
  const deps: BookingsDeps = { ...others, guards: createBookingGuards(store) }
  return {
    create: (...request) =>
      observeBooking('create', onDone, (noteWrite) =>
        createBooking({ ...deps, noteWrite }, ...request),
      ),
    get: async (access, id) =>
      presentBooking(await loadBooking(deps, access, id), deps.clock.now()),
    reschedule: (...request) =>
      observeBooking('reschedule', onDone, (noteWrite) =>
        rescheduleBooking({ ...deps, noteWrite }, ...request),
      ),
    cancel: (access, input, sentKey, markReplayed) =>
      observeBooking('cancel', onDone, (noteWrite) =>
        cancelBooking({ ...deps, noteWrite }, access, input, {
          sentKey: sentKey ?? null,
          markReplayed,
        }),
      ),
    list: (hostId, input) => listBookings(deps, hostId, input),
    createInvitationFile: (access, id) => createInvitationFile(deps, access, id),
    holds: {
      create: (...request) =>
        observeBooking('hold', onDone, (noteWrite) =>
          createHold({ ...deps, noteWrite }, ...request),
        ),
      release: (...request) => releaseHold(deps, ...request),
    },
  }
}
