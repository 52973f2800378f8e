import { type ErrorCode, errorTable, type ListedProcedure } from '@rendez/contract'
import { z } from 'zod'
import { toQueryName } from '../rest/query-names.ts'
import type { Operation, Parameter } from './openapi-types.ts'
import { errorReference, schemaReference } from './schema-components.ts'
import { toJsonSchema } from './to-json-schema.ts'

type Rest = NonNullable<ListedProcedure['rest']>
type RequestBody = NonNullable<Operation['requestBody']>

export const manageToken: Parameter = {
  name: 'X-Manage-Token',
  in: 'header',
  required: false,
  description: 'The token that the creation of the booking answered. Its host needs none.',
  schema: { type: 'string' },
}

const holdToken: Parameter = {
  name: 'X-Hold-Token',
  in: 'header',
  required: true,
  description: 'The token that the creation of the hold answered.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
}

const idempotencyKey: Parameter = {
  name: 'X-Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Any text of yours, new for each wish. Sent again with the same body it repeats the first answer, with `Idempotency-Replayed: true`, and does nothing. `Idempotency-Key` is understood as well, in double quotes.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

const replayed = {
  description: '`true`: this is the answer of an earlier request under the same key.',
  schema: { type: 'string' },
} as const

/** One procedure as an operation of the document. */
export function describeOperation(procedure: ListedProcedure, rest: Rest): Operation {
  const { path, type, output } = procedure
  return {
    operationId: path.replace('.', '_'),
    summary: rest.summary,
    ...(rest.description === undefined ? {} : { description: rest.description }),
    tags: [rest.tag],
    ...(rest.protect ? { security: [{ manageToken: [] }, { hostSession: [] }] } : {}),
    parameters: [
      ...inputParameters(procedure, rest),
      ...(rest.protect ? [manageToken] : []),
      ...(rest.holdToken ? [holdToken] : []),
      ...(rest.idempotent ? [idempotencyKey] : []),
    ],
    ...(type === 'mutation' ? { requestBody: requestBody(procedure, rest) } : {}),
    responses: {
      [rest.successStatus ?? 200]: {
        description: 'Done',
        ...(rest.idempotent ? { headers: { 'Idempotency-Replayed': replayed } } : {}),
        ...(rest.successStatus === 204
          ? {}
          : { content: { 'application/json': { schema: schemaReference(output, 'output') } } }),
      },
      ...errorResponses(errorsOf(procedure, rest)),
    },
  }
}

/** The answers of an operation that is refused, by status. */
export function errorResponses(codes: ErrorCode[]): Operation['responses'] {
  const byStatus = Object.groupBy(codes, (code) => String(errorTable[code].status))
  const responses = Object.entries(byStatus).map(([status, group = []]) => [
    status,
    {
      description: group.map((code) => `\`${code}\` ${errorTable[code].message}`).join('\n\n'),
      content: { 'application/json': { schema: errorReference } },
    },
  ])
  return Object.fromEntries(responses)
}

function errorsOf({ type }: ListedProcedure, rest: Rest): ErrorCode[] {
  return [
    'VALIDATION_ERROR',
    ...(rest.protect ? (['UNAUTHENTICATED'] as const) : []),
    ...(rest.errors ?? []),
    ...(type === 'mutation' ? (['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const) : []),
    'RATE_LIMITED',
    'INTERNAL_ERROR',
  ]
}

function inputParameters({ type, input }: ListedProcedure, { path }: Rest): Parameter[] {
  return Object.entries(input.shape)
    .filter(([name]) => type === 'query' || isInPath(name, path))
    .map(([name, field]) => {
      const { description, ...schema } = toJsonSchema(field, 'input')
      const inPath = isInPath(name, path)
      return {
        name: inPath ? name : toQueryName(name),
        in: inPath ? 'path' : 'query',
        required: inPath || !field.safeParse(undefined).success,
        ...(description === undefined ? {} : { description }),
        schema,
      }
    })
}

function requestBody({ input }: ListedProcedure, { method, path }: Rest): RequestBody {
  const fields = Object.entries(input.shape).filter(([name]) => !isInPath(name, path))
  const everything = fields.length === Object.keys(input.shape).length
  const schema = everything ? input : z.strictObject(Object.fromEntries(fields))
  return {
    required: method !== 'DELETE',
    content: { 'application/json': { schema: schemaReference(schema, 'input') } },
  }
}

const isInPath = (name: string, path: string) => path.includes(`{${name}}`)
