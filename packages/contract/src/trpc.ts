import { initTRPC, TRPCError } from '@trpc/server'
import { describeError } from './describe-error.ts'
import { DomainError, type ErrorCode, errorTable } from './errors.ts'
import type { BookingAccess, Context } from './services.ts'

/** Where a procedure stands in REST, and what its OpenAPI document says beyond the schemas. */
export type RestMeta = {
  openapi?: {
    method: 'GET' | 'POST' | 'PUT' | 'DELETE'
    path: `/${string}`
    summary: string
    description?: string
    tag: string
    successStatus?: 200 | 201 | 204
    /** What a caller should be ready for, beyond input that the schema refuses. */
    errors?: ErrorCode[]
    /** An idempotency key is honoured. */
    idempotent?: true
    /** The manage token of the booking or its host's session is needed. */
    protect?: true
    /** The token of the hold is needed. */
    holdToken?: true
  }
}

const trpcCodes = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  408: 'TIMEOUT',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
} as const

/** A domain error as tRPC's own, with the status of its code. */
export const toTrpcError = (cause: DomainError) =>
  new TRPCError({ code: trpcCodes[errorTable[cause.code].status], message: cause.message, cause })

const t = initTRPC
  .context<Context>()
  .meta<RestMeta>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => {
      const body = describeError(error, ctx?.requestId)
      return { ...shape, message: body.message, data: { ...shape.data, error: body } }
    },
  })

export const router = t.router

/** Anybody may call it. Domain errors leave with their own status. */
export const publicProcedure = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (!result.ok && result.error.cause instanceof DomainError) {
    throw toTrpcError(result.error.cause)
  }
  return result
})

/** Only for a host with a session; `ctx.hostId` is theirs. */
export const hostProcedure = publicProcedure.use(async ({ ctx, next }) => {
  const hostId = await ctx.findHostId()
  if (hostId === null) throw new DomainError('UNAUTHENTICATED')
  return next({ ctx: { hostId } })
})

const tokenOrSession = 'Please use the link of this booking, or log in as its host.'

/** For one booking: the holder of its manage token, or a host with a session. */
export const manageProcedure = publicProcedure.use(async ({ ctx, next }) => {
  const access = await findBookingAccess(ctx)
  if (access === null) throw new DomainError('UNAUTHENTICATED', {}, tokenOrSession)
  return next({ ctx: { access } })
})

async function findBookingAccess(ctx: Context): Promise<BookingAccess | null> {
  if (ctx.manageToken !== null) return { by: 'invitee', manageToken: ctx.manageToken }
  const hostId = await ctx.findHostId()
  return hostId === null ? null : { by: 'host', hostId }
}
