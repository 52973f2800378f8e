import type { Booking } from '@rendez/contract'
import { type FormEvent, useContext } from 'react'
import { RefusalNotice } from '../invitee-form/refusal-notice.tsx'
import type { View } from '../page-model.ts'
import { CarriedFields, LinkTarget } from '../parts/link-form.tsx'
import type { useMove } from './use-move.ts'

/** The last word before a booking moves. Without JavaScript only its own button moves anything. */
export function ConfirmMove(props: {
  booking: Booking
  /** Epoch milliseconds. */
  start: number
  move: ReturnType<typeof useMove>
  view: View
}) {
  const { booking, start, move, view } = props
  const { refusal, isSending } = move
  const { method, action } = useContext(LinkTarget)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void move.send()
  }
  return (
    <form method={method} action={action} onSubmit={onSubmit} className="grid max-w-[30rem] gap-5">
      <CarriedFields />
      <input type="hidden" name="time" value={new Date(start).toISOString()} />
      <input type="hidden" name="version" value={booking.version} />
      <h2 tabIndex={-1} className="text-xl outline-none">
        Move to this time?
      </h2>
      {refusal !== null && (
        <RefusalNotice
          refusal={refusal}
          view={view}
          onChoose={move.picker.chooseStart}
          onOtherTimes={move.backToTimes}
        />
      )}
      <p className="text-muted">Everybody gets the new time by mail. The old one becomes free.</p>
      <div>
        <button
          type="submit"
          name="act"
          value="move"
          aria-disabled={isSending}
          className="button button-primary min-h-11 w-full sm:w-auto sm:min-w-40"
        >
          {isSending ? 'Moving…' : 'Move meeting'}
        </button>
      </div>
    </form>
  )
}
