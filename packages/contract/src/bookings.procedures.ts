import {
  bookingIdSchema,
  bookingListSchema,
  bookingSchema,
  cancelBookingSchema,
  createBookingSchema,
  createdBookingSchema,
  listBookingsSchema,
  rescheduleBookingSchema,
} from './bookings.schemas.ts'
import type { ErrorCode } from './errors.ts'
import { hostProcedure, manageProcedure, publicProcedure, router } from './trpc.ts'

const tag = 'Bookings'
const slotErrors: ErrorCode[] = [
  'SLOT_UNAVAILABLE',
  'INVALID_TIME_SLOT',
  'MAX_BOOKINGS_REACHED',
  'MEETING_TYPE_INACTIVE',
]
const keyErrors: ErrorCode[] = ['IDEMPOTENCY_CONFLICT', 'IDEMPOTENCY_IN_PROGRESS']
const changeErrors: ErrorCode[] = ['NOT_FOUND', 'BOOKING_NOT_CHANGEABLE', 'VERSION_CONFLICT']

export const bookingsRouter = router({
  create: publicProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/bookings',
        summary: 'Book a slot',
        description:
          'The answer alone holds the manage token: keep it to look at, move or cancel the booking.',
        tag,
        successStatus: 201,
        idempotent: true,
        errors: ['NOT_FOUND', ...slotErrors, ...keyErrors],
      },
    })
    .input(createBookingSchema)
    .output(createdBookingSchema)
    .mutation(({ ctx, input }) => ctx.bookings.create(input, ctx.idempotencyKey, ctx.markReplayed)),

  get: manageProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/bookings/{id}',
        summary: 'A booking',
        tag,
        errors: ['NOT_FOUND'],
        protect: true,
      },
    })
    .input(bookingIdSchema)
    .output(bookingSchema)
    .query(({ ctx, input }) => ctx.bookings.get(ctx.access, input.id)),

  reschedule: manageProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/bookings/{id}/reschedule',
        summary: 'Move a booking to another slot',
        description: 'The booking keeps its id; its version rises.',
        tag,
        idempotent: true,
        errors: [...changeErrors, ...slotErrors, ...keyErrors],
        protect: true,
      },
    })
    .input(rescheduleBookingSchema)
    .output(bookingSchema)
    .mutation(({ ctx, input }) =>
      ctx.bookings.reschedule(ctx.access, input, ctx.idempotencyKey, ctx.markReplayed),
    ),

  cancel: manageProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/bookings/{id}',
        summary: 'Cancel a booking',
        description: 'The body is optional: `reason` is told to the other party.',
        tag,
        idempotent: true,
        errors: [...changeErrors, ...keyErrors],
        protect: true,
      },
    })
    .input(cancelBookingSchema)
    .output(bookingSchema)
    .mutation(({ ctx, input }) =>
      ctx.bookings.cancel(ctx.access, input, ctx.idempotencyKey, ctx.markReplayed),
    ),

  list: hostProcedure
    .input(listBookingsSchema)
    .output(bookingListSchema)
    .query(({ ctx, input }) => ctx.bookings.list(ctx.hostId, input)),
})
