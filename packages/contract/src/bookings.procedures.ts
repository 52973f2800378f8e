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
import { hostProcedure, manageProcedure, publicProcedure, router } from './trpc.ts'

const tags = ['Bookings']

export const bookingsRouter = router({
  create: publicProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/bookings',
        summary: 'Book a slot',
        description: 'Send `X-Idempotency-Key` so that a retry cannot book twice.',
        tags,
        successStatus: 201,
      },
    })
    .input(createBookingSchema)
    .output(createdBookingSchema)
    .mutation(({ ctx, input }) => ctx.bookings.create(input, ctx.idempotencyKey)),

  get: manageProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/bookings/{id}',
        summary: 'A booking',
        tags,
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
        tags,
        protect: true,
      },
    })
    .input(rescheduleBookingSchema)
    .output(bookingSchema)
    .mutation(({ ctx, input }) => ctx.bookings.reschedule(ctx.access, input, ctx.idempotencyKey)),

  cancel: manageProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/bookings/{id}',
        summary: 'Cancel a booking',
        tags,
        protect: true,
      },
    })
    .input(cancelBookingSchema)
    .output(bookingSchema)
    .mutation(({ ctx, input }) => ctx.bookings.cancel(ctx.access, input)),

  list: hostProcedure
    .input(listBookingsSchema)
    .output(bookingListSchema)
    .query(({ ctx, input }) => ctx.bookings.list(ctx.hostId, input)),
})
