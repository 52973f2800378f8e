import { availabilityRouter } from './availability.procedures.ts'
import { bookingsRouter } from './bookings.procedures.ts'
import { holdsRouter } from './holds.procedures.ts'
import { hostsRouter } from './hosts.procedures.ts'
import { meetingTypesRouter } from './meeting-types.procedures.ts'
import { schedulesRouter } from './schedules.procedures.ts'
import { router } from './trpc.ts'
import { workflowsRouter } from './workflows.procedures.ts'

// The order decides which REST path wins: `/{username}/{slug}` of meetingTypes matches the most,
// so it stands last.
export const appRouter = router({
  hosts: hostsRouter,
  schedules: schedulesRouter,
  availability: availabilityRouter,
  bookings: bookingsRouter,
  holds: holdsRouter,
  workflows: workflowsRouter,
  meetingTypes: meetingTypesRouter,
})

export type AppRouter = typeof appRouter
