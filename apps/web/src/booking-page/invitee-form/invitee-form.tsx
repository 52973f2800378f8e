import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { TimeView } from '../../lib/format-time.ts'
import type { Refusal } from '../api/refusal.ts'
import type { InviteeDraft, MeetingTypePageModel } from '../page-model.ts'
import { useIsAlive } from '../parts/use-is-alive.ts'
import { type FormProblems, findProblems, problemsOf } from './form-problems.ts'
import { HoldLine } from './hold-line.tsx'
import { PhoneField } from './phone-field.tsx'
import { RefusalNotice } from './refusal-notice.tsx'
import { TextField } from './text-field.tsx'
import type { Hold } from './use-hold.ts'

type InviteeFormProps = {
  start: number
  view: TimeView
  draft: InviteeDraft
  /** Whether a mobile number is asked for. */
  sms: MeetingTypePageModel['meetingType']['sms']
  idempotencyKey: string
  isSending: boolean
  refusal: Refusal | null
  hold: Hold | null
  onChange(field: keyof InviteeDraft, value: string): void
  onSend(): void
  onChooseOther(start: number): void
  onOtherTimes(): void
}

/** What travels with the form when it is sent without JavaScript. */
function HiddenFields(props: { start: number; view: TimeView; idempotencyKey: string }) {
  return (
    <>
      {/* Enter in a field takes the first button of a form: this one, not another time's. */}
      <button type="submit" hidden />
      <input type="hidden" name="time" value={new Date(props.start).toISOString()} />
      <input type="hidden" name="timezone" value={props.view.timeZone} />
      <input type="hidden" name="idempotencyKey" value={props.idempotencyKey} />
    </>
  )
}

function Fields(props: {
  draft: InviteeDraft
  sms: InviteeFormProps['sms']
  problems: FormProblems
  onChange(field: keyof InviteeDraft, value: string): void
}) {
  const { draft, sms, problems, onChange } = props
  return (
    <>
      <TextField
        name="name"
        label="Your name"
        autoComplete="name"
        value={draft.name}
        problem={problems.name}
        onChange={(value) => onChange('name', value)}
      />
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="email"
        value={draft.email}
        problem={problems.email}
        onChange={(value) => onChange('email', value)}
      />
      {sms !== 'off' && (
        <PhoneField
          isRequired={sms === 'required'}
          value={draft.phone}
          problem={problems.phone}
          onChange={(value) => onChange('phone', value)}
        />
      )}
      <TextField
        name="notes"
        label="Anything that helps to prepare"
        optional
        multiline
        value={draft.notes}
        problem={problems.notes}
        onChange={(value) => onChange('notes', value)}
      />
    </>
  )
}

/** After a refusal the eye and the focus go to what has to be mended. */
function useAttention(refusal: Refusal | null, problems: FormProblems) {
  const formRef = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const form = formRef.current
    if (form === null || (refusal === null && Object.keys(problems).length === 0)) return
    const invalid = form.querySelector<HTMLElement>('[aria-invalid="true"]')
    if (invalid === null) form.scrollIntoView({ block: 'nearest' })
    else invalid.focus()
  }, [refusal, problems])
  return formRef
}

/** Who books. Everything typed stays, whatever comes of it. */
export function InviteeForm(props: InviteeFormProps) {
  const { start, view, draft, isSending, refusal, onSend } = props
  const [ownProblems, setOwnProblems] = useState<FormProblems>({})
  const isAlive = useIsAlive()
  const formRef = useAttention(refusal, ownProblems)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (isSending) return
    const problems = findProblems(draft, props.sms)
    setOwnProblems(problems)
    if (Object.keys(problems).length === 0) onSend()
  }
  return (
    <form
      ref={formRef}
      method="post"
      noValidate={isAlive}
      onSubmit={onSubmit}
      aria-label="Your details"
      className="grid max-w-[30rem] gap-5"
    >
      <HiddenFields start={start} view={view} idempotencyKey={props.idempotencyKey} />
      {refusal !== null && (
        <RefusalNotice
          refusal={refusal}
          view={view}
          onChoose={props.onChooseOther}
          onOtherTimes={props.onOtherTimes}
        />
      )}
      <Fields
        draft={draft}
        sms={props.sms}
        problems={{ ...problemsOf(refusal), ...ownProblems }}
        onChange={props.onChange}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <button
          type="submit"
          aria-disabled={isSending}
          className="button button-primary min-h-11 w-full sm:w-auto sm:min-w-40"
        >
          {isSending ? 'Booking…' : buttonWords(refusal)}
        </button>
        <HoldLine hold={props.hold} view={view} />
      </div>
    </form>
  )
}

const buttonWords = (refusal: Refusal | null) => (refusal?.retryable ? 'Try again' : 'Book')
