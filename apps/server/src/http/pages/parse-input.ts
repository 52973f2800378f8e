import { DomainError, fieldProblems } from '@rendez/contract'
import type { z } from 'zod'

/** @throws DomainError VALIDATION_ERROR naming the fields */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: object,
): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new DomainError('VALIDATION_ERROR', { fields: fieldProblems(parsed.error) })
}
