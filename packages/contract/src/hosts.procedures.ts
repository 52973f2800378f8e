import { z } from 'zod'
import { profileSchema, updateProfileSchema, usernameQuerySchema } from './hosts.schemas.ts'
import { hostProcedure, router } from './trpc.ts'

export const hostsRouter = router({
  profile: hostProcedure.output(profileSchema).query(({ ctx }) => ctx.hosts.getProfile(ctx.hostId)),

  updateProfile: hostProcedure
    .input(updateProfileSchema)
    .output(profileSchema)
    .mutation(({ ctx, input }) => ctx.hosts.updateProfile(ctx.hostId, input)),

  isUsernameFree: hostProcedure
    .input(usernameQuerySchema)
    .output(z.boolean())
    .query(({ ctx, input }) => ctx.hosts.isUsernameFree(ctx.hostId, input.username)),
})
