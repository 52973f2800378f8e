import type { Booking } from '@rendez/contract'
import { type FormEvent, useContext, useEffect, useId, useRef, useState } from 'react'
import { cancelBooking, type ManageKey } from '../api/manage-booking.ts'
import type { Refusal } from '../api/refusal.ts'
import type { ManageStage } from '../page-model.ts'
import { LinkButton } from '../parts/link-button.tsx'
import { CarriedFields, LinkTarget } from '../parts/link-form.tsx'
import { Notice } from '../parts/notice.tsx'

/** The heading of the form, where a page that follows begins. */
export const cancelAnchor = 'cancel'

/** Asks once more, says what will happen, and takes a reason along. */
export function CancelForm(props: {
  booking: Booking
  manageKey: ManageKey
  stage: Extract<ManageStage, { mode: 'cancel' }>
  onCancelled(booking: Booking): void
  onLeave(): void
}) {
  const { booking, manageKey, stage, onCancelled, onLeave } = props
  const [reason, setReason] = useState(stage.reason)
  const [isSending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(stage.refusal)
  const headingRef = useRef<HTMLHeadingElement>(null)
  const reasonId = useId()
  const { method, action = '' } = useContext(LinkTarget)
  useEffect(() => headingRef.current?.focus(), [])

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (isSending) return
    setSending(true)
    setRefusal(null)
    const answer = await cancelBooking(manageKey, reason)
    setSending(false)
    if (answer.ok) onCancelled(answer.value)
    else setRefusal(answer.refusal)
  }
  return (
    <form
      method={method}
      action={`${action}#${cancelAnchor}`}
      onSubmit={(event) => void onSubmit(event)}
      className="mt-6 grid gap-4"
    >
      <CarriedFields />
      <div>
        <h2 id={cancelAnchor} ref={headingRef} tabIndex={-1} className="text-lg outline-none">
          Cancel this meeting?
        </h2>
        <p className="text-muted">
          {booking.host.displayName} is told at once, and the time becomes free for others.
        </p>
      </div>
      {refusal !== null && (
        <Notice kind="danger" role="alert">
          {refusal.message}
        </Notice>
      )}
      <div>
        <label htmlFor={reasonId} className="field-label">
          A word why <span className="font-normal text-muted">(optional)</span>
        </label>
        <textarea
          id={reasonId}
          name="reason"
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          className="field-input"
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <button
          type="submit"
          name="act"
          value="cancel"
          aria-disabled={isSending}
          className="button button-danger"
        >
          {isSending ? 'Cancelling…' : 'Cancel meeting'}
        </button>
        <LinkButton name="step" value="look" onClick={onLeave} className="button button-secondary">
          Keep it
        </LinkButton>
      </div>
    </form>
  )
}
