import type { CreateWorkflowInput, Workflow } from '@rendez/contract'
import { type NoticePeriod, noticeMinutes, readNotice } from '../meeting-types/notice-period.ts'

/** A workflow as it is being edited; what is chosen away stays, in case it is chosen back. */
export type WorkflowDraft = Omit<CreateWorkflowInput, 'offsetMinutes' | 'phoneNumber'> & {
  offset: NoticePeriod
  phoneNumber: string
}

export const emptyWorkflow = (meetingTypeId: string): WorkflowDraft => ({
  meetingTypeId,
  name: '',
  trigger: 'before_start',
  offset: { amount: 2, unit: 'hours' },
  channel: 'mail',
  recipient: 'invitee',
  phoneNumber: '',
  subject: 'Soon: {{meeting}} with {{host}}',
  text: 'Hello,\n\nwe are meeting {{time}}.\n\n{{host}}',
  active: true,
})

export function createWorkflowDraft({ id, ...saved }: Workflow): WorkflowDraft {
  const { offsetMinutes, phoneNumber, ...same } = saved
  return { ...same, offset: readNotice(offsetMinutes), phoneNumber: phoneNumber ?? '' }
}

/** The draft as it would be saved; whether it may be is for the server to say. */
export function readWorkflowDraft(draft: WorkflowDraft): CreateWorkflowInput {
  const { offset, phoneNumber, ...same } = draft
  const isTextToHost = draft.channel === 'sms' && draft.recipient === 'host'
  return {
    ...same,
    offsetMinutes: noticeMinutes(offset),
    phoneNumber: isTextToHost && phoneNumber.trim() !== '' ? phoneNumber : null,
  }
}

export const isWorkflowChanged = (draft: WorkflowDraft, saved: WorkflowDraft): boolean =>
  JSON.stringify(readWorkflowDraft(draft)) !== JSON.stringify(readWorkflowDraft(saved))
