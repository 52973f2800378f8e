import { z } from 'zod'
import { DomainError } from './errors.ts'
import { createdHoldSchema, createHoldSchema, holdIdSchema } from './holds.schemas.ts'
import { publicProcedure, router } from './trpc.ts'

const tag = 'Holds'

export const holdsRouter = router({
  create: publicProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/holds',
        summary: 'Hold a slot while a form is filled in',
        description:
          'For five minutes nobody else can book the time. A booking needs no hold: when this is refused with `RATE_LIMITED`, book without.',
        tag,
        successStatus: 201,
        idempotent: true,
        errors: [
          'NOT_FOUND',
          'SLOT_UNAVAILABLE',
          'INVALID_TIME_SLOT',
          'MAX_BOOKINGS_REACHED',
          'MEETING_TYPE_INACTIVE',
          'IDEMPOTENCY_CONFLICT',
          'IDEMPOTENCY_IN_PROGRESS',
        ],
      },
    })
    .input(createHoldSchema)
    .output(createdHoldSchema)
    .mutation(({ ctx, input }) => {
      const { clientNetwork, idempotencyKey, markReplayed } = ctx
      return ctx.holds.create(input, { clientNetwork, idempotencyKey, markReplayed })
    }),

  release: publicProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/holds/{id}',
        summary: 'Let a held slot go',
        description: 'Answers the same when the hold is over or the token is of another one.',
        tag,
        successStatus: 204,
        holdToken: true,
      },
    })
    .input(holdIdSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => {
      if (ctx.holdToken === null) throw tokenMissing()
      return ctx.holds.release(input.id, ctx.holdToken)
    }),
})

const tokenMissing = () =>
  new DomainError('VALIDATION_ERROR', {
    fields: [{ path: 'X-Hold-Token', message: 'This is required.' }],
  })
