import type { Workflow } from '@rendez/contract'
import type { WorkflowRow } from './workflows.repository.ts'

/** A workflow as its host sees it. */
export function presentWorkflow(row: WorkflowRow): Workflow {
  return {
    id: row.id,
    meetingTypeId: row.meetingTypeId,
    name: row.name,
    trigger: row.trigger,
    offsetMinutes: row.offsetMinutes,
    channel: row.channel,
    recipient: row.recipient,
    phoneNumber: row.phoneNumber,
    subject: row.subject,
    text: row.text,
    active: row.active,
  }
}
