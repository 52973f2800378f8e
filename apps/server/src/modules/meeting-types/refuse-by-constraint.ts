import { DomainError } from '@rendez/contract'
import { violatedConstraint } from '../../db/constraint-errors.ts'

/** Says in words what the database refused; other errors pass. */
export function refuseByConstraint(error: unknown): never {
  switch (violatedConstraint(error)) {
    case 'meeting_types_host_id_slug': {
      const message = 'Another of your meeting types already uses this link.'
      throw new DomainError('SLUG_TAKEN', { fields: [{ path: 'slug', message }] })
    }
    case 'meeting_types_schedule': {
      const message = 'This schedule does not exist.'
      throw new DomainError('VALIDATION_ERROR', { fields: [{ path: 'scheduleId', message }] })
    }
    default:
      throw error
  }
}
