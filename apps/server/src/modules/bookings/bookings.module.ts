import type { BookingAccess, BookingsService } from '@rendez/contract'
import { cancelBooking } from './cancel-booking.ts'
import { createBooking } from './create-booking.ts'
import { createInvitationFile, type InvitationFile } from './create-invitation-file.ts'
import { listBookings } from './list-bookings.ts'
import { type BookingsDeps, loadBooking } from './load-booking.ts'
import { presentBooking } from './present-booking.ts'
import { rescheduleBooking } from './reschedule-booking.ts'

export { deriveManageToken } from './manage-token.ts'

export type BookingsModule = BookingsService & {
  /** The booking as a calendar file to download. */
  createInvitationFile(access: BookingAccess, id: string): Promise<InvitationFile>
}

export function createBookingsModule(deps: BookingsDeps): BookingsModule {
  return {
    create: (input, key) => createBooking(deps, input, key),
    get: async (access, id) =>
      presentBooking(await loadBooking(deps, access, id), deps.clock.now()),
    reschedule: (access, input, key) => rescheduleBooking(deps, access, input, key),
    cancel: (access, input) => cancelBooking(deps, access, input),
    list: (hostId, input) => listBookings(deps, hostId, input),
    createInvitationFile: (access, id) => createInvitationFile(deps, access, id),
  }
}
