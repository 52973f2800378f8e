import type { Refusal } from '../api/refusal.ts'
import type { InviteeDraft, MeetingTypePageModel } from '../page-model.ts'

export type FormProblems = Partial<Record<keyof InviteeDraft, string>>

const fieldOfPath: Record<string, keyof InviteeDraft> = {
  inviteeName: 'name',
  inviteeEmail: 'email',
  inviteePhone: 'phone',
  notes: 'notes',
}

/** What the server says about the fields of the form, by field. */
export function problemsOf(refusal: Refusal | null): FormProblems {
  const entries = (refusal?.fields ?? []).flatMap(({ path, message }) => {
    const field = fieldOfPath[path]
    return field === undefined ? [] : [[field, message] as const]
  })
  return Object.fromEntries(entries.reverse())
}

/** What can be told without asking the server. */
export function findProblems(
  { name, email, phone }: InviteeDraft,
  sms: MeetingTypePageModel['meetingType']['sms'],
): FormProblems {
  return {
    ...(name.trim() === '' ? { name: 'Please tell us your name.' } : {}),
    ...(/^\S+@\S+$/.test(email.trim())
      ? {}
      : { email: 'Please enter an e-mail address, such as ada@example.com.' }),
    ...(sms === 'required' && phone.trim() === ''
      ? { phone: 'Please enter your mobile number, such as +33 6 12 34 56 78.' }
      : {}),
  }
}
