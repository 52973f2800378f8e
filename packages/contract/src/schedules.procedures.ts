import { z } from 'zod'
import { createScheduleSchema, scheduleSchema, updateScheduleSchema } from './schedules.schemas.ts'
import { hostProcedure, router } from './trpc.ts'

export const schedulesRouter = router({
  list: hostProcedure
    .output(z.array(scheduleSchema))
    .query(({ ctx }) => ctx.schedules.list(ctx.hostId)),

  create: hostProcedure
    .input(createScheduleSchema)
    .output(scheduleSchema)
    .mutation(({ ctx, input }) => ctx.schedules.create(ctx.hostId, input)),

  update: hostProcedure
    .input(updateScheduleSchema)
    .output(scheduleSchema)
    .mutation(({ ctx, input }) => ctx.schedules.update(ctx.hostId, input)),

  remove: hostProcedure
    .input(z.object({ id: z.uuid() }).strict())
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.schedules.remove(ctx.hostId, input.id)),
})
