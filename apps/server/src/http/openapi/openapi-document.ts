import { listProcedures } from '@rendez/contract'
import { describeOperation, errorResponses, manageToken } from './describe-operation.ts'
import type { OpenApiDocument, Operation } from './openapi-types.ts'
import { schemaComponents } from './schema-components.ts'

const description = `List free slots, book one, look at the booking, move it, cancel it. Nobody needs an
account for this; what concerns one booking needs the manage token that its creation answered.

A key of yours in \`X-Idempotency-Key\` (or, quoted, in \`Idempotency-Key\`) makes a retry safe. The same key and
body answer as at first, status and body, with \`Idempotency-Replayed: true\`; while the first is under way,
409 with \`Retry-After\`; another body, 422; a malformed key, 400. What was refused is not kept: it may be
tried again under its key. Answers are kept for 7 days.

Instants are ISO 8601 in UTC; you may send any offset. Whatever is refused answers with a \`code\` of a
closed set, a sentence for people, and whether the same request can succeed later.`

// Not a procedure: it answers a file.
const calendarFile: Operation = {
  operationId: 'bookings_calendarFile',
  summary: 'A booking as a file for calendars',
  tags: ['Bookings'],
  security: [{ manageToken: [] }, { hostSession: [] }],
  parameters: [
    { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    manageToken,
  ],
  responses: {
    200: { description: 'Done', content: { 'text/calendar': { schema: { type: 'string' } } } },
    ...errorResponses(['VALIDATION_ERROR', 'UNAUTHENTICATED', 'NOT_FOUND', 'INTERNAL_ERROR']),
  },
}

/** The OpenAPI 3.1 document of the procedures that have a place in REST. */
export function openApiDocument(): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {}
  for (const procedure of listProcedures()) {
    const { rest } = procedure
    if (rest === undefined) continue
    const operation = describeOperation(procedure, rest)
    paths[rest.path] = { ...paths[rest.path], [rest.method.toLowerCase()]: operation }
  }
  paths['/bookings/{id}/calendar.ics'] = { get: calendarFile }
  return {
    openapi: '3.1.0',
    info: { title: 'Rendez API', version: '1', description, license: { name: 'AGPL-3.0-only' } },
    servers: [{ url: '/api' }],
    paths,
    components: {
      schemas: schemaComponents(),
      securitySchemes: {
        manageToken: { type: 'apiKey', in: 'header', name: 'X-Manage-Token' },
        hostSession: { type: 'apiKey', in: 'cookie', name: 'rendez.session_token' },
      },
    },
  }
}
