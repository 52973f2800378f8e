import { z } from 'zod'
import { hostProcedure, router } from './trpc.ts'
import { createWorkflowSchema, updateWorkflowSchema, workflowSchema } from './workflows.schemas.ts'

const idSchema = z.object({ id: z.uuid() }).strict()

export const workflowsRouter = router({
  list: hostProcedure
    .output(z.array(workflowSchema))
    .query(({ ctx }) => ctx.workflows.list(ctx.hostId)),

  get: hostProcedure
    .input(idSchema)
    .output(workflowSchema)
    .query(({ ctx, input }) => ctx.workflows.get(ctx.hostId, input.id)),

  create: hostProcedure
    .input(createWorkflowSchema)
    .output(workflowSchema)
    .mutation(({ ctx, input }) => ctx.workflows.create(ctx.hostId, input)),

  update: hostProcedure
    .input(updateWorkflowSchema)
    .output(workflowSchema)
    .mutation(({ ctx, input }) => ctx.workflows.update(ctx.hostId, input)),

  remove: hostProcedure
    .input(idSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.workflows.remove(ctx.hostId, input.id)),
})
