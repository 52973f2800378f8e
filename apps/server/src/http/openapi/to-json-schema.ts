import { z } from 'zod'
import type { JsonSchema } from './openapi-types.ts'

/** What a caller sends (`input`) or receives (`output`), as JSON Schema 2020-12. */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema, ...jsonSchema } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => simplify(jsonSchema, io),
  })
  return { ...jsonSchema }
}

function simplify(schema: JsonSchema, io: 'input' | 'output'): void {
  // The format says it better than four lines of pattern.
  if (schema.format !== undefined) delete schema.pattern
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  // An answer may gain fields.
  if (io === 'output') delete schema.additionalProperties
}
