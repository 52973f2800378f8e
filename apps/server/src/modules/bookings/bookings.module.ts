import type { BookingAccess, BookingsService } from '@rendez/contract'
import { cancelBooking } from './cancel-booking.ts'
import { createBooking } from './create-booking.ts'
import { createInvitationFile, type InvitationFile } from './create-invitation-file.ts'
import { listBookings } from './list-bookings.ts'
import { type BookingsDeps, loadBooking } from './load-booking.ts'
import { type BookingDone, observeBooking } from './observe-booking.ts'
import { presentBooking } from './present-booking.ts'
import { rescheduleBooking } from './reschedule-booking.ts'

export { deriveManageToken } from './manage-token.ts'
export type { BookingDone } from './observe-booking.ts'

export type BookingsModule = BookingsService & {
  /** The booking as a calendar file to download. */
  createInvitationFile(access: BookingAccess, id: string): Promise<InvitationFile>
}

type ModuleDeps = Omit<BookingsDeps, 'noteWrite'> & {
  /** Told of every operation. */
  onDone?: (done: BookingDone) => void
}

export function createBookingsModule({ onDone = () => {}, ...deps }: ModuleDeps): BookingsModule {
  return {
    create: (input, key) =>
      observeBooking('create', onDone, (noteWrite) =>
        createBooking({ ...deps, noteWrite }, input, key),
      ),
    get: async (access, id) =>
      presentBooking(await loadBooking(deps, access, id), deps.clock.now()),
    reschedule: (access, input, key) =>
      observeBooking('reschedule', onDone, (noteWrite) =>
        rescheduleBooking({ ...deps, noteWrite }, access, input, key),
      ),
    cancel: (access, input) =>
      observeBooking('cancel', onDone, (noteWrite) =>
        cancelBooking({ ...deps, noteWrite }, access, input),
      ),
    list: (hostId, input) => listBookings(deps, hostId, input),
    createInvitationFile: (access, id) => createInvitationFile(deps, access, id),
  }
}
