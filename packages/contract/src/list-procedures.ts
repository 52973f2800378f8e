import { z } from 'zod'
import { appRouter } from './router.ts'
import type { RestMeta } from './trpc.ts'

// What tRPC keeps of a procedure; the parsers are there, but not in its types.
const definitionSchema = z.object({
  type: z.enum(['query', 'mutation']),
  inputs: z.tuple([z.instanceof(z.ZodObject)]).or(z.tuple([])),
  output: z.instanceof(z.ZodType),
  meta: z.custom<RestMeta>().optional(),
})

/** A procedure as data, for whatever is derived from all of them: REST, its document, tests. */
export type ListedProcedure = {
  /** `bookings.create` */
  path: string
  type: 'query' | 'mutation'
  /** Where it stands in REST, if it does. */
  rest: RestMeta['openapi']
  input: z.ZodObject
  output: z.ZodType
}

/** Every procedure of the router, in the router's order. */
export function listProcedures(): ListedProcedure[] {
  const procedures: Record<string, unknown> = appRouter._def.procedures
  return Object.entries(procedures).map(([path, procedure]) => {
    const { type, inputs, output, meta } = readDefinition(procedure)
    return { path, type, rest: meta?.openapi, input: inputs[0] ?? z.object({}), output }
  })
}

function readDefinition(procedure: unknown): z.output<typeof definitionSchema> {
  if (typeof procedure !== 'function' || !('_def' in procedure)) throw new Error('not a procedure')
  return definitionSchema.parse(procedure._def)
}
