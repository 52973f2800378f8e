import type { Workflow } from '@rendez/contract'
import { createWorkflowSchema } from '@rendez/contract/schemas'
import { expect, test } from 'vitest'
import {
  createWorkflowDraft,
  emptyWorkflow,
  isWorkflowChanged,
  readWorkflowDraft,
} from './workflow-draft.ts'

const id = '0192f3a4-0000-7000-8000-000000000001'
const saved: Workflow = {
  id,
  meetingTypeId: id,
  name: 'Prepare',
  trigger: 'before_start',
  offsetMinutes: 2880,
  channel: 'sms',
  recipient: 'host',
  phoneNumber: '+33612345678',
  subject: '',
  text: '{{guest}} comes',
  active: false,
}

test('a draft gives back what it was made from', () => {
  const { id: _, ...fields } = saved
  const draft = createWorkflowDraft(saved)
  expect(draft.offset).toEqual({ amount: 2, unit: 'days' })
  expect(readWorkflowDraft(draft)).toEqual(fields)
  expect(isWorkflowChanged(draft, createWorkflowDraft(saved))).toBe(false)
})

test('a number is kept while mail is chosen, and not sent', () => {
  const draft = { ...createWorkflowDraft(saved), channel: 'mail' as const }
  expect(readWorkflowDraft(draft).phoneNumber).toBeNull()
  expect(draft.phoneNumber).toBe('+33612345678')
  expect(isWorkflowChanged(draft, createWorkflowDraft(saved))).toBe(true)
})

test('an empty one is accepted by the contract once it has a name', () => {
  const input = readWorkflowDraft({ ...emptyWorkflow(id), name: 'Prepare' })
  expect(createWorkflowSchema.parse(input)).toMatchObject({ offsetMinutes: 120 })
})
