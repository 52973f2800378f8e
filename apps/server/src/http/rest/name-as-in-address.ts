import { DomainError, describeError } from '@rendez/contract'
import { toQueryName } from './query-names.ts'

/** A refused query names its fields as the caller wrote them: `start_time`, not `startTime`. */
export function nameAsInAddress(error: unknown): unknown {
  const { code, message, fields } = describeError(error)
  if (fields === undefined) return error
  const named = fields.map(({ path, ...rest }) => ({ path: toQueryName(path), ...rest }))
  return new DomainError(code, { fields: named }, message)
}
