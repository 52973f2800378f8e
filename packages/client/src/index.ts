import type { AppRouter } from '@rendez/contract'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'

export type { AppRouter, ErrorBody, ErrorCode } from '@rendez/contract'
export {
  type CallOptions,
  callWith,
  createRendezClient,
  type RendezClient,
  type RendezClientOptions,
} from './create-rendez-client.ts'
export { errorBody } from './error-body.ts'

/** What a procedure takes: `Inputs['bookings']['create']`. */
export type Inputs = inferRouterInputs<AppRouter>
/** What a procedure answers: `Outputs['bookings']['get']`. */
export type Outputs = inferRouterOutputs<AppRouter>
