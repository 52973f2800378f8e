import { DomainError, type HostId, type Workflow } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { presentWorkflow } from './present-workflow.ts'
import { findWorkflow } from './workflows.repository.ts'

/** @throws NOT_FOUND */
export async function getWorkflow(
  database: Database,
  hostId: HostId,
  id: string,
): Promise<Workflow> {
  const row = await findWorkflow(database, hostId, id)
  if (row === undefined) throw new DomainError('NOT_FOUND')
  return presentWorkflow(row)
}
