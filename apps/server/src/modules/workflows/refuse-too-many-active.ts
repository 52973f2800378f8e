import { DomainError } from '@rendez/contract'
import type { Transaction } from '../../db/client.ts'
import { countActiveWorkflows } from './workflows.repository.ts'

const MOST_ACTIVE = 10

/**
 * Every booking of a meeting type sends what all of its workflows say.
 * @throws VALIDATION_ERROR when this one would be active beside 10 others
 */
export async function refuseTooManyActive(
  tx: Transaction,
  { id, meetingTypeId, active }: { id: string; meetingTypeId: string; active: boolean },
): Promise<void> {
  if (!active || (await countActiveWorkflows(tx, meetingTypeId, id)) < MOST_ACTIVE) return
  const message = `A meeting type can have at most ${MOST_ACTIVE} active workflows.`
  throw new DomainError('VALIDATION_ERROR', { fields: [{ path: '', message }] }, message)
}
