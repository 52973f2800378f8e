import { z } from 'zod'
import {
  createMeetingTypeSchema,
  hostPageQuerySchema,
  hostPageSchema,
  meetingTypePageQuerySchema,
  meetingTypePageSchema,
  meetingTypeSchema,
  updateMeetingTypeSchema,
} from './meeting-types.schemas.ts'
import { hostProcedure, publicProcedure, router } from './trpc.ts'

const idSchema = z.object({ id: z.uuid() }).strict()

export const meetingTypesRouter = router({
  list: hostProcedure
    .output(z.array(meetingTypeSchema))
    .query(({ ctx }) => ctx.meetingTypes.list(ctx.hostId)),

  get: hostProcedure
    .input(idSchema)
    .output(meetingTypeSchema)
    .query(({ ctx, input }) => ctx.meetingTypes.get(ctx.hostId, input.id)),

  create: hostProcedure
    .input(createMeetingTypeSchema)
    .output(meetingTypeSchema)
    .mutation(({ ctx, input }) => ctx.meetingTypes.create(ctx.hostId, input)),

  update: hostProcedure
    .input(updateMeetingTypeSchema)
    .output(meetingTypeSchema)
    .mutation(({ ctx, input }) => ctx.meetingTypes.update(ctx.hostId, input)),

  remove: hostProcedure
    .input(idSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.meetingTypes.remove(ctx.hostId, input.id)),

  hostPage: publicProcedure
    .input(hostPageQuerySchema)
    .output(hostPageSchema)
    .query(({ ctx, input }) => ctx.meetingTypes.getHostPage(input.username)),

  meetingTypePage: publicProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/{username}/{slug}',
        summary: 'A meeting type by its link',
        tag: 'Meeting types',
        errors: ['NOT_FOUND'],
      },
    })
    .input(meetingTypePageQuerySchema)
    .output(meetingTypePageSchema)
    .query(({ ctx, input }) => ctx.meetingTypes.getMeetingTypePage(input.username, input.slug)),
})
