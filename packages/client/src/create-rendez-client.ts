import type { AppRouter } from '@rendez/contract'
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'

export type RendezClientOptions = {
  /** Where the server is reached: `https://meet.example.com`. */
  url: string
  /** The token of the booking that this client is for; a call may name another. */
  manageToken?: string
  /** Sent with every call. */
  headers?: Record<string, string>
  /** Instead of the global one. */
  fetch?: typeof fetch
}

export type RendezClient = TRPCClient<AppRouter>

export type CallOptions = {
  /** Any text of yours, new for each booking: sent again, it repeats the answer and books nothing. */
  idempotencyKey?: string
  manageToken?: string
  /** To let a hold go; a booking names it in its input. */
  holdToken?: string
  signal?: AbortSignal
}

/** The procedures of a Rendez server, typed. A query is a GET, a mutation a POST. */
export function createRendezClient(options: RendezClientOptions): RendezClient {
  const send = options.fetch ?? fetch
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: new URL('/api/trpc', options.url).href,
        headers: ({ op }) => headersOf(options, op.context),
        fetch: (input, init) => send(input, { ...init, signal: init?.signal ?? null }),
      }),
    ],
  })
}

/** What one call says beside its input: `client.bookings.cancel.mutate({ id }, callWith({ manageToken }))`. */
export function callWith({ signal, ...context }: CallOptions): {
  context: Record<string, unknown>
  signal?: AbortSignal
} {
  return signal === undefined ? { context } : { context, signal }
}

function headersOf(
  { headers, manageToken: ownToken }: RendezClientOptions,
  { idempotencyKey, holdToken, manageToken = ownToken }: Record<string, unknown>,
): Record<string, string> {
  return {
    ...headers,
    ...(typeof manageToken === 'string' ? { 'X-Manage-Token': manageToken } : {}),
    ...(typeof holdToken === 'string' ? { 'X-Hold-Token': holdToken } : {}),
    ...(typeof idempotencyKey === 'string' ? { 'X-Idempotency-Key': idempotencyKey } : {}),
  }
}
