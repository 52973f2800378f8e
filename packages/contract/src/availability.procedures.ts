import {
  checkSlotSchema,
  listSlotsSchema,
  nextSlotResultSchema,
  nextSlotSchema,
  slotCheckSchema,
  slotListSchema,
} from './availability.schemas.ts'
import { publicProcedure, router } from './trpc.ts'

export const availabilityRouter = router({
  slots: publicProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/availability/slots',
        summary: 'Free slots of a meeting type',
        description: 'Instants in UTC, sorted, for starts from `from` up to but without `to`.',
        tag: 'Availability',
        errors: ['NOT_FOUND'],
      },
    })
    .input(listSlotsSchema)
    .output(slotListSchema)
    .query(({ ctx, input }) => ctx.availability.listSlots(input)),

  check: publicProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/availability/check',
        summary: 'Whether one start can be booked, and if not, every reason',
        tag: 'Availability',
        errors: ['NOT_FOUND'],
      },
    })
    .input(checkSlotSchema)
    .output(slotCheckSchema)
    .query(({ ctx, input }) => ctx.availability.checkSlot(input)),

  nextSlot: publicProcedure
    .input(nextSlotSchema)
    .output(nextSlotResultSchema)
    .query(({ ctx, input }) => ctx.availability.findNextSlot(input)),
})
